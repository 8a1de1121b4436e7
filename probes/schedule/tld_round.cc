#include "probes/schedule/tld_round.h"

#include <algorithm>
#include <map>

#include "core/base/check.h"
#include "core/plan/lot.h"
#include "core/plan/permutation.h"
#include "probes/schedule/address_bytes.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

constexpr std::uint64_t seconds_of_round = second_of_keys / 1s;

Bytes seed_of(ByteView what, std::int64_t minute) {
  Bytes seed;
  append_be64(seed, static_cast<std::uint64_t>(minute));
  append(seed, what);
  return seed;
}

// Which seconds of the minute an address uses: those of its TLDs as far apart as they can be, and
// the first of them drawn once for each address, so that a probe is as busy in each second.
Duration second_of(std::uint64_t place, std::uint64_t count, std::uint64_t first) {
  if (count >= seconds_of_round) return std::chrono::seconds(place);
  return std::chrono::seconds(first + place * seconds_of_round / count);
}

std::uint64_t first_second_of(ByteView address, std::uint64_t count) {
  const auto apart = std::max<std::uint64_t>(seconds_of_round / count, 1);
  return plan::Lot("tocsin-first-second/1", address).below(apart);
}

}  // namespace

TldRounds::TldRounds(const plan::TargetSet& targets, FleetPlace place, TldPlan plan)
    : place_(place), plan_(plan) {
  check(place.number < place.size, "a probe is one of the fleet");
  check(plan.panel >= 1 && plan.panel <= tld_queries_per_second, "a panel fits into one second");
  std::map<plan::Address, std::vector<std::uint32_t>> by_address;
  for (std::uint32_t i = 0; i < targets.endpoints.size(); ++i) {
    const auto& endpoint = targets.endpoints[i];
    if (zones_.empty() || zones_.back() != endpoint.zone) zones_.push_back(endpoint.zone);
    zone_of_.push_back(static_cast<std::uint32_t>(zones_.size() - 1));
    by_address[endpoint.address].push_back(i);
  }
  for (auto& [address, endpoints] : by_address) {
    const auto first = first_second_of(bytes_of(address), endpoints.size());
    servers_.push_back(
        {.address = address, .endpoints = std::move(endpoints), .first_second = first});
  }
}

Round TldRounds::of(std::int64_t minute) const {
  Round round;
  const auto members = panels(minute);
  for (const auto& server : servers_) add(round, server, members, minute);
  std::ranges::sort(
      round.tests, {}, [](const RoundTest& test) { return std::pair(test.at, test.endpoint); });
  return round;
}

std::vector<TldRounds::Member> TldRounds::panels(std::int64_t minute) const {
  std::vector<Member> members;
  members.reserve(zones_.size());
  for (const auto& zone : zones_) {
    const plan::Permutation fleet("tocsin-panel/1", seed_of(as_bytes(zone), minute), place_.size);
    const auto position = fleet.place_of(place_.number);
    members.push_back(
        {.drawn = position < plan_.panel, .position = static_cast<std::uint32_t>(position)});
  }
  return members;
}

void TldRounds::add(Round& round,
                    const Server& server,
                    const std::vector<Member>& panels,
                    std::int64_t minute) const {
  const auto seed = seed_of(bytes_of(server.address), minute);
  const auto count = server.endpoints.size();
  const plan::Permutation order("tocsin-second/1", seed, count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto endpoint = server.endpoints[i];
    const auto& member = panels[zone_of_[endpoint]];
    if (!member.drawn) continue;
    const auto place = order.place_of(i);
    if (place >= seconds_of_round) {
      ++round.over_budget;
      continue;
    }
    // Both are drawn, so one in so many members of a panel asks by TCP, and which ones changes.
    const auto turn = place + member.position;
    const bool tcp = plan_.tcp_one_in != 0 && turn % plan_.tcp_one_in == 0;
    round.tests.push_back({.at = second_of(place, count, server.first_second) +
                                 Duration(1s) / tld_queries_per_second * member.position,
                           .endpoint = endpoint,
                           .transport = tcp ? Transport::tcp : Transport::udp,
                           .check = plan::Check::tld});
  }
}

}  // namespace tocsin::probe
