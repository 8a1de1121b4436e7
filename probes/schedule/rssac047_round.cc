#include "probes/schedule/rssac047_round.h"

#include "core/plan/lot.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

constexpr Duration apart = 100ms;

// The first endpoint of each name server; a target set is sorted by zone and server.
std::vector<std::uint32_t> servers_of(const plan::TargetSet& root) {
  std::vector<std::uint32_t> firsts;
  for (std::uint32_t i = 0; i < root.endpoints.size(); ++i) {
    const bool is_first = i == 0 || root.endpoints[i].server != root.endpoints[i - 1].server;
    if (is_first) firsts.push_back(i);
  }
  return firsts;
}

std::vector<RoundTest> tests_of(const plan::Measure& measure,
                                const plan::TargetSet& root,
                                std::int64_t interval) {
  const bool by_udp = is_due(interval, rssac047_every, measure.udp_every);
  const bool by_tcp = is_due(interval, rssac047_every, measure.tcp_every);
  std::vector<RoundTest> tests;
  const auto add = [&](std::uint32_t endpoint, Transport transport) {
    tests.push_back({.endpoint = endpoint, .transport = transport, .check = measure.check});
  };
  if (measure.each == plan::Each::server) {
    if (by_udp) {
      for (const auto endpoint : servers_of(root)) add(endpoint, Transport::udp);
    }
    return tests;
  }
  for (std::uint32_t i = 0; i < root.endpoints.size(); ++i) {
    if (by_udp) add(i, Transport::udp);
    if (by_tcp) add(i, Transport::tcp);
  }
  return tests;
}

Duration wait_within(Duration longest, plan::Lot& lot) {
  if (longest <= 0s) return 0s;
  return Duration(
      static_cast<Duration::rep>(lot.below(static_cast<std::uint64_t>(longest.count()))));
}

}  // namespace

Round rssac047_round(const plan::Plan& plan,
                     const plan::TargetSet& root,
                     ByteView probe,
                     FleetPlace place,
                     std::int64_t interval) {
  Round round;
  for (const auto& measure : plan.measures) {
    const auto tests = tests_of(measure, root, interval);
    round.tests.insert(round.tests.end(), tests.begin(), tests.end());
  }
  if (place.number >= rssac047_vantage_points_max) {
    round.over_budget = round.tests.size();
    round.tests.clear();
    return round;
  }
  Bytes seed(probe.begin(), probe.end());
  append_be64(seed, static_cast<std::uint64_t>(interval));
  plan::Lot lot("tocsin-rssac047/1", seed);
  auto at = wait_within(plan.start_within, lot);
  plan::draw_to_front(std::span(round.tests), round.tests.size(), lot);
  for (auto& test : round.tests) {
    test.at = at;
    at += apart;
  }
  return round;
}

}  // namespace tocsin::probe
