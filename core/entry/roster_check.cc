#include "core/entry/roster_check.h"

namespace tocsin::entry {

Status<> RosterCheck::take(std::uint64_t index, const EntryView& entry) {
  book_.take(index, entry);
  if (entry.kind != Kind::roster) return {};
  const auto snapshot = decode_roster_snapshot(entry.body);
  if (!snapshot) return fail("is no snapshot of the roster");
  if (snapshot->entries > index) return fail("is a roster of entries that come after it");
  if (const auto said = book_.said_at(snapshot->entries); said_ != said) {
    derived_ = refer_to(encode(book_.list_at(snapshot->entries)));
    said_ = said;
  }
  if (snapshot->roster != derived_) {
    return fail("its roster is not that of the first " + std::to_string(snapshot->entries) +
                " entries");
  }
  ++snapshots_;
  return {};
}

}  // namespace tocsin::entry
