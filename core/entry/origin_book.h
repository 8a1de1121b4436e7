// The origins that a log announces for later (core/record/next_origins.h). Of each the first word
// holds: so a key that was announced cannot be exchanged for another unseen.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/entry/entry.h"
#include "core/record/next_origins.h"

namespace tocsin::entry {

class OriginBook {
 public:
  // In the order of the log. An error says what is wrong with an announcement, none of which counts
  // then: it cannot be read, or has another key or time for an origin that was announced before.
  // Other entries are right.
  Status<> take(const EntryView& entry);

  // By time; of two at one time the one that was announced first.
  const std::vector<record::NextOrigin>& announced() const { return announced_; }
  const record::NextOrigin* find(std::string_view origin) const;

 private:
  std::vector<record::NextOrigin> announced_;
};

}  // namespace tocsin::entry
