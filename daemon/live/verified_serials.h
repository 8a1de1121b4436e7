// Since when the collector has each version of the root zone that it verified itself, and so for
// how long whoever serves an older one has been behind.
//
// Probes have no part in it: whatever serials they say that they saw, and however many of them, no
// version comes to be that nobody signed, and none counts before it was there. A lag is at least
// what it says: letters may have had the newer zone before the collector had fetched it. So whoever
// stood still since before the collector began has been behind since then, at least. Of a serial
// that was never verified, and that is not older than one that was, nothing can be said;
// publications.h has the rule for collectors that keep no zones. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/time.h"

namespace tocsin::collector {

class VerifiedSerials {
 public:
  // Four weeks of them. Beyond these the one that came first goes.
  static constexpr std::size_t serials_max = 64;

  // `first_seen`: by the collector's clock, when the zone had come whole. Of two zones of one
  // serial the earlier time counts.
  void add(std::uint32_t serial, WallTime first_seen);

  // Since when there has been a newer one than this: zero where there is none. Nothing where this
  // one was not verified and none is newer.
  std::optional<Duration> lag(std::uint32_t serial, WallTime now) const;

 private:
  struct Version {
    std::uint32_t serial = 0;
    WallTime first_seen;
  };

  std::vector<Version> versions_;  // in the order in which they came
};

}  // namespace tocsin::collector
