#include "probes/schedule/dnskey_round.h"

#include <algorithm>
#include <map>

#include "core/base/check.h"
#include "core/plan/lot.h"
#include "core/plan/permutation.h"
#include "probes/schedule/address_bytes.h"
#include "probes/schedule/tld_round.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t minutes_of_round = dnskey_round_every / 1min;

Bytes seed_of(std::int64_t cycle, ByteView what) {
  Bytes seed;
  append_be64(seed, static_cast<std::uint64_t>(cycle));
  append(seed, what);
  return seed;
}

// How many minutes it takes until each probe has asked each TLD of an address for its keys.
std::int64_t minutes_for(std::uint32_t tlds, std::uint32_t fleet) {
  const auto tests = std::uint64_t{tlds} * fleet;
  return static_cast<std::int64_t>((tests + dnskey_tests_per_minute - 1) / dnskey_tests_per_minute);
}

}  // namespace

DnskeyRounds::DnskeyRounds(plan::TargetSet targets, FleetPlace place, Duration planned)
    : targets_(std::move(targets)), place_(place), minutes_of_cycle_(planned / 1min) {
  check(place.number < place.size, "a probe is one of the fleet");
  if (planned <= 0s) return;
  const auto& endpoints = targets_.endpoints;
  std::map<plan::Address, std::uint32_t> sizes;
  for (std::uint32_t i = 0; i < endpoints.size(); ++i) {
    if (i == 0 || endpoints[i - 1].zone != endpoints[i].zone) tlds_.emplace_back();
    const auto place_of_it = sizes[endpoints[i].address]++;
    tlds_.back().push_back({.endpoint = i, .place = place_of_it});
  }
  for (auto& tld : tlds_) {
    for (auto& each : tld) each.neighbours = sizes[endpoints[each.endpoint].address];
  }
  for (const auto& [address, size] : sizes) {
    minutes_of_cycle_ = std::max(minutes_of_cycle_, minutes_for(size, place.size));
  }
}

Round DnskeyRounds::of(std::int64_t hour) const {
  Round round;
  const auto first = hour * minutes_of_round;
  const auto last = first + minutes_of_round - 1;
  for (const auto& tld : tlds_) {
    for (auto cycle = first / minutes_of_cycle_; cycle <= last / minutes_of_cycle_; ++cycle) {
      const auto turn = turn_of(tld, cycle);
      if (turn.minute < first || turn.minute > last) continue;
      round.tests.push_back({.at = 1min * (turn.minute - first) + second_of_keys + turn.at,
                             .endpoint = turn.endpoint,
                             .check = plan::Check::dnskey});
    }
  }
  std::ranges::sort(
      round.tests, {}, [](const RoundTest& test) { return std::pair(test.at, test.endpoint); });
  return round;
}

// All pairs of a TLD and a probe have a turn at the address, spread evenly over the cycle from a
// minute on that is drawn for the address; those who draw another address leave theirs empty.
DnskeyRounds::Turn DnskeyRounds::turn_of(const Tld& tld, std::int64_t cycle) const {
  const auto& endpoints = targets_.endpoints;
  auto seed = seed_of(cycle, as_bytes(endpoints[tld.front().endpoint].zone));
  append_be32(seed, place_.number);
  const auto& drawn = tld[plan::Lot("tocsin-dnskey/1", seed).below(tld.size())];
  const auto of_address = seed_of(cycle, bytes_of(endpoints[drawn.endpoint].address));
  const auto minutes = static_cast<std::uint64_t>(minutes_of_cycle_);
  const auto pairs = std::uint64_t{drawn.neighbours} * place_.size;
  const plan::Permutation order("tocsin-dnskey-turn/1", of_address, pairs);
  const auto turn = order.place_of(std::uint64_t{drawn.place} * place_.size + place_.number);
  const auto minute = turn * minutes / pairs;
  const auto before = turn - (minute * pairs + minutes - 1) / minutes;  // in the same minute
  const auto shifted =
      (minute + plan::Lot("tocsin-dnskey-first/1", of_address).below(minutes)) % minutes;
  return {.endpoint = drawn.endpoint,
          .minute = cycle * minutes_of_cycle_ + static_cast<std::int64_t>(shifted),
          .at = Duration(1s) / dnskey_tests_per_minute * static_cast<Duration::rep>(before)};
}

}  // namespace tocsin::probe
