#include "core/bundle/chains.h"

#include <algorithm>

namespace tocsin::bundle {

bool Chains::add(const record::VerifiedEnvelope& verified) {
  const auto& envelope = verified.envelope();
  const Place place{envelope.probe, envelope.incarnation, envelope.sequence};
  const auto [found, is_new] =
      links_.emplace(place, Link{verified.digest(), envelope.previous, false});
  for (const auto& gap : envelope.gaps) {
    auto& last = gaps_[{envelope.probe, envelope.incarnation, gap.first}];
    last = std::max(last, gap.last);
  }
  if (is_new || found->second.digest == verified.digest()) return is_new;
  found->second.contradicted = true;
  return true;
}

bool Chains::contradicted(const record::Envelope& envelope) const {
  const auto found = links_.find({envelope.probe, envelope.incarnation, envelope.sequence});
  if (found == links_.end()) return false;
  const auto next = std::next(found);
  return found->second.contradicted || (next != links_.end() && names_another(*next, *found));
}

bool Chains::names_another(const Links::value_type& link, const Links::value_type& before) {
  const auto& [probe, incarnation, sequence] = before.first;
  return link.first == Place(probe, incarnation, sequence + 1) &&
         link.second.previous != before.second.digest;
}

Chains::Findings Chains::of(const record::ProbeId& probe) const {
  Findings findings;
  const auto told = told_by(probe);
  auto next = told.begin();
  // How many of [first, last] were told. Asked for in order, so that each is looked at twice at
  // most.
  const auto explained = [&](std::uint64_t incarnation, std::uint64_t first, std::uint64_t last) {
    while (next != told.end() && next->ends_before(incarnation, first)) ++next;
    std::uint64_t count = 0;
    for (auto at = next; at != told.end() && at->begins_by(incarnation, last); ++at) {
      count += std::min(at->last, last) - std::max(at->first, first) + 1;
    }
    return count;
  };
  const auto begin = links_.lower_bound({probe, 0, 0});
  for (auto here = begin; here != links_.end() && std::get<0>(here->first) == probe; ++here) {
    if (here == begin) continue;
    const auto before = std::prev(here);
    const auto& [of, incarnation, sequence] = here->first;
    if (std::get<1>(before->first) != incarnation) continue;
    const auto last = std::get<2>(before->first);
    if (names_another(*here, *before)) ++findings.broken;
    if (sequence == last + 1) continue;
    findings.missing += sequence - last - 1;
    findings.explained += explained(incarnation, last + 1, sequence - 1);
  }
  return findings;
}

std::vector<Chains::Told> Chains::told_by(const record::ProbeId& probe) const {
  std::vector<Told> all;
  for (auto gap = gaps_.lower_bound({probe, 0, 0}); gap != gaps_.end(); ++gap) {
    const auto& [of, incarnation, first] = gap->first;
    if (of != probe) break;
    if (all.empty() || !all.back().reaches(incarnation, first)) {
      all.push_back({incarnation, first, gap->second});
    } else {
      all.back().last = std::max(all.back().last, gap->second);
    }
  }
  return all;
}

}  // namespace tocsin::bundle
