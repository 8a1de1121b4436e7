#include "probes/spool/gap_list.h"

#include <algorithm>
#include <iterator>

namespace tocsin::probe {
namespace {

bool overlap_or_touch(const record::Gap& a, const record::Gap& b) {
  return a.reason == b.reason && (a.first <= b.last || a.first - 1 == b.last) &&
         (b.first <= a.last || b.first - 1 == a.last);
}

void insert_in_order(GapList& gaps, const record::Gap& gap) {
  gaps.insert(std::ranges::upper_bound(gaps, gap.first, {}, &record::Gap::first), gap);
}

}  // namespace

void add_gap(GapList& gaps, const record::Gap& gap) {
  auto merged = gap;
  std::erase_if(gaps, [&](const record::Gap& known) {
    if (!overlap_or_touch(known, merged)) return false;
    merged.first = std::min(merged.first, known.first);
    merged.last = std::max(merged.last, known.last);
    return true;
  });
  insert_in_order(gaps, merged);
}

void subtract_gap(GapList& gaps, const record::Gap& gap) {
  GapList rests;
  std::erase_if(gaps, [&](const record::Gap& known) {
    const bool overlap =
        known.reason == gap.reason && known.first <= gap.last && gap.first <= known.last;
    if (!overlap) return false;
    if (known.first < gap.first) rests.push_back({known.first, gap.first - 1, gap.reason});
    if (known.last > gap.last) rests.push_back({gap.last + 1, known.last, gap.reason});
    return true;
  });
  for (const auto& rest : rests) insert_in_order(gaps, rest);
}

void put(cbor::Encoder& out, const GapList& gaps) {
  out.array(gaps.size());
  for (const auto& gap : gaps) {
    out.array(3).uint(gap.first).uint(gap.last).uint(static_cast<std::uint64_t>(gap.reason));
  }
}

GapList take_gaps(cbor::Decoder& in, std::size_t count_max) {
  GapList gaps;
  const auto count = in.enter_array(count_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    record::Gap gap;
    in.enter_array_of(3);
    gap.first = in.take_uint();
    gap.last = in.take_uint();
    gap.reason = in.take_enum(record::GapReason::never_closed);
    in.leave();
    if (gap.last < gap.first) in.refuse(cbor::Fault::out_of_range);
    gaps.push_back(gap);
  }
  in.leave();
  return gaps;
}

}  // namespace tocsin::probe
