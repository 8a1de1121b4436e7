// When each version of the root zone was first seen anywhere, and so for how long whoever serves an
// older one has been behind. Our own method: RSSAC047's publication latency is by the interval
// (core/assess/publication.h).
//
// A version counts since the second probe saw it, so that no single one, by a serial that it made
// up or by a clock that is behind, can make the root look stale. Where the collector keeps zones,
// what it verified counts instead (verified_serials.h). What was seen before the collector started
// is not known: a lag is at least what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"

namespace tocsin::collector {

class Publications {
 public:
  // Four weeks of them. Beyond these one goes that only one probe has seen, else the oldest.
  static constexpr std::size_t versions_max = 64;

  // By a probe that has a voice, in an answer to a query sent at this time.
  void seen(std::uint32_t serial, WallTime measured, const std::string& probe);

  // Since when there has been a newer one than this: zero where there is none.
  Duration lag(std::uint32_t serial, WallTime now) const;

 private:
  struct Sighting {
    WallTime time;
    std::string probe;
  };
  struct Version {
    std::uint32_t serial = 0;
    Sighting first;
    std::optional<Sighting> second = {};  // the first by another probe
  };

  void make_room();

  std::vector<Version> versions_;  // in the order in which they were heard of
};

}  // namespace tocsin::collector
