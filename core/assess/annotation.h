// What somebody says of a part of the measurements: that it is left out, or only how it came to
// be. One is signed in a log (core/record/annotation.h) or a line of a file (annotation_line.h).
#pragma once

#include <string>

#include "core/base/time.h"
#include "core/record/annotation.h"

namespace tocsin::assess {

// Each interval that the span touches is in it whole.
struct Portion {
  std::string vp;       // empty: of every vantage point
  std::string letters;  // empty: of every RSI
  WallTime from;
  WallTime until;  // not included

  bool operator==(const Portion&) const = default;
};

struct Annotation {
  record::Effect effect{};
  Portion about;
  std::string by;   // one line, for people
  std::string why;  // one line, for people

  bool operator==(const Annotation&) const = default;
};

}  // namespace tocsin::assess
