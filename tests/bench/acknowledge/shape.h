// The rhythm of a load: which probe closes a batch when. Pure and the same whenever it is asked, so
// that the load and the floor beside it keep one rhythm.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.h"

namespace tocsin::bench {

// Each probe closes a batch of the root plan every ten seconds, at a phase of its own, and one of
// TLDs every `tld_every`, at a phase of its own within the first `tld_within` of that.
struct Shape {
  std::uint32_t probes = 0;
  std::uint32_t tld_rows = 0;
  Duration tld_every{};
  Duration tld_within{};
  Duration lasts{};
};

enum class Kind : std::uint8_t { root, tlds };

struct Closing {
  Duration at{};  // since the load began
  std::uint32_t probe = 0;
  Kind kind = Kind::root;
};

// In the order of time.
std::vector<Closing> closings_of(const Shape& shape);

}  // namespace tocsin::bench
