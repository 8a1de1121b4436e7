#include "daemon/zones/zone_book.h"

#include "core/dns/serial.h"

namespace tocsin::collector {

void ZoneBook::take(std::uint64_t index, const entry::EntryView& entry, ByteView object) {
  if (entry.kind != entry::Kind::zone) return;
  auto version = record::decode_zone_version(entry.body);
  if (!version) return;
  auto& digests = version->verified() ? zones_ : evidence_;
  digests.insert(version->zone);
  if (!version->verified()) return;
  serials_.add(version->serial, version->first_seen);
  if (newest_ && !dns::is_newer(version->serial, newest_->version.serial)) return;
  before_ = std::move(newest_);
  newest_ = {.index = index, .version = *std::move(version), .object{object.begin(), object.end()}};
}

void ZoneBook::give_object(std::uint64_t index, Bytes object) {
  for (auto* kept : {&newest_, &before_}) {
    if (*kept && (*kept)->index == index) (*kept)->object = object;
  }
}

bool ZoneBook::wants(const record::ZoneVersion& version) const {
  if (version.verified()) return !zones_.contains(version.zone);
  return evidence_.size() < evidence_max && !evidence_.contains(version.zone);
}

}  // namespace tocsin::collector
