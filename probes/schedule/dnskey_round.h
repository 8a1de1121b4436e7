// Which TLDs' keys a probe asks for in one hour: each TLD once in a cycle, at one of its servers'
// addresses, drawn anew in each cycle. All of it in the last second of a minute, which the tests of
// spec10 leave free at every address; a cycle is as long as it takes for no address to see more
// than ten probes in one of these seconds (docs/decisions/0014). Computed by each probe for itself.
// Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "core/plan/target.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

inline constexpr Duration dnskey_round_every = std::chrono::hours(1);
// Of one address. Each may ask twice: what is truncated is asked again over TCP.
inline constexpr std::uint32_t dnskey_tests_per_minute = 10;

class DnskeyRounds {
 public:
  // `planned`: how long a cycle is at the least, in whole minutes; zero: nothing is ever asked.
  DnskeyRounds(plan::TargetSet targets, FleetPlace place, Duration planned);

  Duration cycle() const { return std::chrono::minutes(minutes_of_cycle_); }

  // `hour`: since 1970. The same whenever it is asked.
  Round of(std::int64_t hour) const;

 private:
  struct Candidate {
    std::uint32_t endpoint = 0;
    std::uint32_t place = 0;       // among the endpoints of its address
    std::uint32_t neighbours = 0;  // how many endpoints its address has
  };
  using Tld = std::vector<Candidate>;

  // In minutes since 1970, and from where in its second on.
  struct Turn {
    std::uint32_t endpoint = 0;
    std::int64_t minute = 0;
    Duration at{};
  };

  Turn turn_of(const Tld& tld, std::int64_t cycle) const;

  plan::TargetSet targets_;
  std::vector<Tld> tlds_;
  FleetPlace place_;
  std::int64_t minutes_of_cycle_ = 1;
};

}  // namespace tocsin::probe
