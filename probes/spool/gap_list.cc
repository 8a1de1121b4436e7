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

}  // namespace tocsin::probe
