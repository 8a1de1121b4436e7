// Any bytes: an entry in its one form, or a fault.
#include "core/entry/entry.h"

#include "core/base/check.h"
#include "core/entry/logged_minutes.h"
#include "core/entry/logged_time_stamp.h"
#include "core/entry/object.h"
#include "core/entry/roster_check.h"
#include "core/entry/zone_step_codec.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto read = entry::decode(bytes);
  if (!read) return 0;
  check(equal(entry::encode(*read), bytes), "an entry has one form");
  const auto reference = entry::decode_object_reference(read->body);
  check(!reference || equal(entry::encode(*reference), read->body), "a reference has one form");
  const auto stamp = entry::decode_time_stamp(read->body);
  check(!stamp || equal(entry::encode(*stamp), read->body), "a time-stamp has one form");
  const auto minutes = entry::decode_logged_minutes(read->body);
  check(!minutes || equal(entry::encode(*minutes), read->body), "logged minutes have one form");
  const auto step = entry::decode_zone_step(read->body);
  check(!step || equal(entry::encode(*step), read->body), "a step has one form");
  const auto list = entry::decode_roster_list(read->body);
  check(!list || equal(entry::encode(*list), read->body), "a roster has one form");
  const auto snapshot = entry::decode_roster_snapshot(read->body);
  check(!snapshot || equal(entry::encode(*snapshot), read->body), "a snapshot has one form");
  entry::RosterCheck roster;
  if (roster.take(0, *read)) roster.book().list_at(1);
  return 0;
}
