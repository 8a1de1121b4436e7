#include "core/bundle/chains.h"

#include <algorithm>
#include <limits>

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
  return found != links_.end() && found->second.contradicted;
}

Chains::Findings Chains::of(const record::ProbeId& probe) const {
  Findings findings;
  // How many of [first, last] some gap of the incarnation covers.
  const auto explained = [&](std::uint64_t incarnation, std::uint64_t first, std::uint64_t last) {
    std::uint64_t count = 0;
    auto next = first;
    for (auto gap = gaps_.lower_bound({probe, incarnation, 0}); gap != gaps_.end(); ++gap) {
      const auto& [of, during, begin] = gap->first;
      if (of != probe || during != incarnation || begin > last) break;
      const auto from = std::max(begin, next);
      const auto until = std::min(gap->second, last);
      if (from > until) continue;
      count += until - from + 1;
      next = until + 1;
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
    if (sequence == last + 1) {
      if (here->second.previous != before->second.digest) ++findings.broken;
      continue;
    }
    findings.missing += sequence - last - 1;
    findings.explained += explained(incarnation, last + 1, sequence - 1);
  }
  return findings;
}

}  // namespace tocsin::bundle
