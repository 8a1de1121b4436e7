#include "daemon/main/chain_joining.h"

#include <algorithm>

#include "core/base/hex.h"
#include "daemon/ingest/batch_index.h"

namespace tocsin::collector {

Status<> ChainJoining::join(std::uint64_t segment, const std::vector<SummedChain>& summed) {
  auto& ends = ends_.emplace_back();
  for (const auto& each : summed) {
    auto& chain = chains_.chain(each.probe, each.incarnation);
    for (const auto& span : each.spans) {
      if (chain.join(span)) continue;
      return fail("journal segment " + std::to_string(segment) + ": batches " +
                  std::to_string(span.first) + " to " + std::to_string(span.last) + " of probe " +
                  to_hex(each.probe) + " do not fit those before them");
    }
    ends.push_back({&chain, each.spans.empty() ? 0 : each.spans.back().last});
  }
  return {};
}

bool ChainJoining::wants_links(std::size_t nth) const {
  return std::ranges::any_of(
      ends_[nth], [](const ChainEnd& end) { return end.chain->would_remember(end.last); });
}

void ChainJoining::remember(const std::vector<SummedChain>& with_links) {
  for (const auto& each : with_links) remember(each);
}

void ChainJoining::remember(const SummedChain& summed) {
  auto& chain = chains_.chain(summed.probe, summed.incarnation);
  auto link = summed.links.begin();
  for (const auto& span : summed.spans) {
    for (auto sequence = span.first; sequence <= span.last; ++sequence, ++link) {
      if (!chain.would_remember(sequence)) continue;
      auto known = *link;
      known.receipt.log = log_;
      chain.remember(sequence, known);
    }
  }
}

std::vector<BatchPlace> places_in(const SegmentSummary& with_links) {
  std::vector<BatchPlace> places;
  places.reserve(with_links.batches);
  for (const auto& chain : with_links.chains) {
    for (const auto& known : chain.links) places.push_back({known.leaf, front_of(known.digest)});
  }
  std::ranges::sort(places);
  return places;
}

}  // namespace tocsin::collector
