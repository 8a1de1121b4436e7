#include "daemon/enrol/stated_roster.h"

#include <algorithm>

namespace tocsin::collector {
bool StatedRoster::wants(entry::Kind kind) {
  return entry::is_of_roster(kind) || kind == entry::Kind::roster ||
         kind == entry::Kind::checkpoint || kind == entry::Kind::time_stamp;
}

void StatedRoster::take(std::uint64_t index, const entry::EntryView& entry) {
  book_.take(index, entry);
  if (entry.kind == entry::Kind::checkpoint || entry.kind == entry::Kind::time_stamp) {
    take_checkpoint(index);
  }
  if (entry.kind != entry::Kind::roster) return;
  own_.push_back(index);
  const auto snapshot = entry::decode_roster_snapshot(entry.body);
  if (!snapshot) return;
  last_ = *snapshot;
  std::erase_if(own_, [this](std::uint64_t own) { return own < stated(); });
}

void StatedRoster::take_checkpoint(std::uint64_t index) {
  if (index >= stated()) own_.push_back(index);
}

bool StatedRoster::has_grown(std::uint64_t size) const {
  if (size <= stated()) return false;
  const auto own = std::ranges::count_if(own_, [size](auto index) { return index < size; });
  return size - stated() > static_cast<std::uint64_t>(own);
}

StatedRoster::Statement StatedRoster::state(std::uint64_t size, WallTime at) const {
  auto object = encode(book_.list_at(size));
  const auto roster = entry::refer_to(object);
  if (last_ && last_->roster == roster) object.clear();
  return {{roster, size, at}, std::move(object)};
}

}  // namespace tocsin::collector
