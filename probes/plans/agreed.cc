#include "probes/plans/agreed.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/plan/budget.h"

namespace tocsin::probe {
namespace {

const plan::Plan* plan_in(const std::vector<plan::Plan>& plans, const std::string& name) {
  const auto found = std::ranges::find(plans, name, &plan::Plan::name);
  return found == plans.end() ? nullptr : &*found;
}

// What the host made slower stays so.
plan::Plan not_faster(plan::Plan offered, const plan::Plan& configured) {
  for (auto& measure : offered.measures) {
    for (const auto& ours : configured.measures) {
      if (ours.check != measure.check || ours.each != measure.each) continue;
      measure.udp_every = std::max(measure.udp_every, ours.udp_every);
      measure.tcp_every = std::max(measure.tcp_every, ours.tcp_every);
    }
  }
  return offered;
}

// Between two queries of one probe, so that all together keep to the word.
Duration pause_for(const record::OptOut& word, std::uint32_t fleet_size) {
  constexpr Duration shortest{1};
  if (word.queries_per_second == 0) return plan::Limits::never();
  return plan::cadence(shortest, fleet_size, word.queries_per_second);
}

// Of several collectors the one that knows of most probes.
std::uint32_t most_probes(const std::vector<CheckedOffer>& offers) {
  std::uint32_t most = 0;
  for (const auto& offer : offers) {
    for (const auto& plan : offer.plans) most = std::max(most, plan.fleet);
  }
  return most;
}

}  // namespace

std::vector<plan::Plan> agreed_plans(const std::vector<plan::Plan>& configured,
                                     const std::vector<CheckedOffer>& offers) {
  std::vector<plan::Plan> offered;
  for (const auto& offer : offers) {
    for (const auto& plan : offer.plans) {
      if (plan_in(offered, plan.name) == nullptr) offered.push_back(plan);
    }
  }
  auto agreed = configured;
  for (auto& ours : agreed) {
    const auto* theirs = plan_in(offered, ours.name);
    if (theirs == nullptr) continue;
    ours = ours.name == plan::watch().name ? not_faster(*theirs, ours) : *theirs;
  }
  for (auto& ours : agreed) {
    if (ours.name == plan::watch().name) ours.fleet = std::max(ours.fleet, most_probes(offers));
  }
  std::erase_if(agreed, [](const plan::Plan& plan) { return plan.measures.empty(); });
  return agreed;
}

plan::Limits::Pauses agreed_pauses(const std::vector<CheckedOffer>& offers,
                                   WallTime now,
                                   std::uint32_t fleet_size) {
  // Of each operator and address the last word that is in force.
  std::map<std::pair<crypto::PublicKey, plan::Address>, const record::OptOut*> words;
  for (const auto& offer : offers) {
    for (const auto& word : offer.opt_outs) {
      if (!word.covers(now)) continue;
      for (const auto& address : word.addresses) words[{word.key, address}] = &word;
    }
  }
  plan::Limits::Pauses pauses;
  for (const auto& [about, word] : words) {
    auto& pause = pauses[about.second];
    pause = std::max(pause, pause_for(*word, fleet_size));
  }
  return pauses;
}

}  // namespace tocsin::probe
