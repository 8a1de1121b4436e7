#include "core/entry/origin_book.h"

#include <algorithm>

namespace tocsin::entry {

Status<> OriginBook::take(const EntryView& entry) {
  if (entry.kind != Kind::origins) return {};
  const auto said = record::decode_next_origins(entry.body);
  if (!said) return fail("is no announcement of origins");
  for (const auto& next : said->origins) {
    const auto* before = find(next.origin);
    if (before != nullptr && *before != next) {
      return fail("announces " + next.origin + " otherwise than it was announced before");
    }
  }
  for (const auto& next : said->origins) {
    if (find(next.origin) != nullptr) continue;
    const auto later =
        std::ranges::upper_bound(announced_, next.from, {}, &record::NextOrigin::from);
    announced_.insert(later, next);
  }
  return {};
}

const record::NextOrigin* OriginBook::find(std::string_view origin) const {
  const auto found = std::ranges::find(announced_, origin, &record::NextOrigin::origin);
  return found == announced_.end() ? nullptr : &*found;
}

}  // namespace tocsin::entry
