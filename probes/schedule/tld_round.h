// What one probe of a fleet tests in one minute of the TLDs' servers, so that all together keep
// the budget of every address, however many TLDs it serves (docs/decisions/0012). Computed by each
// probe for itself, from nothing but the target set, its own number in the fleet and the minute.
//
// For each TLD and minute a panel of probes is drawn. An address has 20 places in each second, one
// for each member of a panel; each of its TLDs has one of the first 59 seconds of the minute, drawn
// anew. So no address is asked more than 20 times in a second by the fleet, nor more than once in a
// second by one probe. Where it serves more TLDs than these seconds, some have none this minute:
// not measured, for the budget.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "core/plan/target.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

inline constexpr Duration tld_round_every = std::chrono::minutes(1);  // Specification 10
// The last second of a minute is for those who ask for keys (dnskey_round.h).
inline constexpr Duration second_of_keys = std::chrono::seconds(59);
inline constexpr std::uint32_t tld_queries_per_second = 20;  // to one address, by the whole fleet

struct TldPlan {
  std::uint32_t panel = tld_queries_per_second;  // at most that many
  std::uint32_t tcp_one_in = 10;                 // drawn; 0: none
};

class TldRounds {
 public:
  TldRounds(const plan::TargetSet& targets, FleetPlace place, TldPlan plan);

  // `minute`: since 1970. Pure, and the same whenever it is asked.
  Round of(std::int64_t minute) const;

 private:
  struct Member {
    bool drawn = false;
    std::uint32_t position = 0;  // in the panel
  };
  struct Server {
    plan::Address address;
    std::vector<std::uint32_t> endpoints;
    std::uint64_t first_second = 0;
  };

  std::vector<Member> panels(std::int64_t minute) const;
  void add(Round& round,
           const Server& server,
           const std::vector<Member>& panels,
           std::int64_t minute) const;

  FleetPlace place_;
  TldPlan plan_;
  std::vector<std::string> zones_;
  std::vector<std::uint32_t> zone_of_;  // by endpoint, index into zones_
  std::vector<Server> servers_;
};

}  // namespace tocsin::probe
