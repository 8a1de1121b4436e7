#include "tests/bench/day/asked_in.h"

#include <memory>

#include "probes/checks/dnskey.h"
#include "probes/checks/questions.h"
#include "probes/checks/soa.h"
#include "probes/checks/tld.h"
#include "probes/schedule/dnskey_round.h"
#include "probes/schedule/route_round.h"
#include "probes/schedule/rssac047_round.h"
#include "probes/schedule/series.h"
#include "probes/schedule/tld_round.h"
#include "probes/schedule/turn_round.h"

namespace tocsin::bench {
namespace {

using plan::Check;

constexpr ByteArray<16> anybody{7};

record::Question question_of(Check check) {
  switch (check) {
    case Check::tld:
      return probe::tld_question();
    case Check::dnskey:
      return probe::dnskey_question();
    default:
      return probe::soa_question();
  }
}

AskedIn by_rounds(std::function<probe::Round(std::int64_t)> round, Check check) {
  return [round = std::move(round), check](std::int64_t interval) {
    std::vector<Asked> all;
    for (const auto& test : round(interval).tests) {
      // Only the rounds of rssac047 tell their checks apart.
      const auto of = test.check == Check::correctness ? test.check : check;
      all.push_back({test.at, test.endpoint, test.transport, of, question_of(of)});
    }
    return all;
  };
}

// The slots of all series that lie in the interval.
AskedIn by_series(const plan::Plan& plan, const plan::TargetSet& root) {
  auto all_series = probe::root_series(plan, root, anybody, fleet_size);
  return [plan, all_series = std::move(all_series)](std::int64_t interval) {
    const auto begin = interval * plan.batch_every;
    std::vector<Asked> all;
    for (const auto& series : all_series) {
      const auto check = plan.measures[series.measure].check;
      auto slot = begin + (series.phase - begin % series.every + series.every) % series.every;
      for (; slot < begin + plan.batch_every; slot += series.every) {
        for (auto& question : probe::questions_of(check, {slot}, series.every)) {
          all.push_back(
              {slot - begin, series.target, series.transport, check, std::move(question)});
        }
      }
    }
    return all;
  };
}

}  // namespace

AskedIn asked_in(const plan::Plan& plan, const DaysTargets& targets, probe::FleetPlace place) {
  const auto check = plan.measures.front().check;
  const auto& root = targets.root;
  if (plan.name == plan::rssac047().name) {
    const auto round = [plan, root, place](std::int64_t at) {
      return probe::rssac047_round(plan, root, anybody, place, at);
    };
    return by_rounds(round, check);
  }
  if (check == Check::tld) {
    const probe::TldPlan panel{.panel = plan.panel, .tcp_one_in = plan.measures.front().tcp_one_in};
    const auto rounds = std::make_shared<probe::TldRounds>(targets.tlds, place, panel);
    return by_rounds([rounds](std::int64_t at) { return rounds->of(at); }, check);
  }
  if (check == Check::dnskey) {
    const auto every = plan.measures.front().udp_every;
    const auto rounds = std::make_shared<probe::DnskeyRounds>(targets.tlds, place, every);
    return by_rounds([rounds](std::int64_t at) { return rounds->of(at); }, check);
  }
  if (check == Check::route) {
    const auto round = [plan, root, place](std::int64_t at) {
      return probe::route_round(plan, root, place, at);
    };
    return by_rounds(round, check);
  }
  if (check == Check::resolver) {
    std::vector<std::uint32_t> firsts;
    for (std::uint32_t i = 0; i < targets.tlds.endpoints.size(); ++i) {
      const auto& all = targets.tlds.endpoints;
      if (i == 0 || all[i].zone != all[i - 1].zone) firsts.push_back(i);
    }
    const probe::Turns turns{.check = check,
                             .targets = firsts.size(),
                             .cycle = plan.measures.front().udp_every,
                             .every = plan.batch_every};
    const auto round = [turns, place, firsts](std::int64_t at) {
      auto found = probe::turn_round(turns, place, at);
      for (auto& test : found.tests) test.endpoint = firsts[test.endpoint];
      return found;
    };
    return by_rounds(round, check);
  }
  return by_series(plan, root);
}

}  // namespace tocsin::bench
