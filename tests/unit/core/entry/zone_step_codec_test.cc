#include "core/entry/zone_step_codec.h"

#include <gtest/gtest.h>

namespace tocsin::entry {
namespace {

const auto address = *plan::address_from("192.0.2.1");
const auto address_v6 = *plan::address_from("2001:db8::1");

zone::ZoneStep sample() {
  zone::DelegationChange changed{.zone = "no.",
                                 .fate = zone::Fate::changed,
                                 .servers = {.removed = {"a.no.", "b.no."}, .added = {"c.no."}},
                                 .signers = {.removed = {{1, 13, 2, {0xff}}}, .added = {}},
                                 .glue = {.removed = {{"a.no.", address}},
                                          .added = {{"c.no.", address}, {"c.no.", address_v6}}},
                                 .alarms = {zone::Alarm::signers_removed}};
  zone::DelegationChange gone{.zone = "se.",
                              .fate = zone::Fate::removed,
                              .servers = {},
                              .signers = {},
                              .glue = {},
                              .alarms = {zone::Alarm::delegation_removed}};
  return {.before = 2026010100,
          .after = 2026010101,
          .first_seen = *from_rfc3339("2026-01-01T12:00:00Z"),
          .changes = {std::move(changed), std::move(gone)}};
}

TEST(ZoneStep, IsReadBackAsItIsWritten) {
  const auto bytes = encode(sample());
  const auto read = decode_zone_step(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(encode(*read), bytes);
  EXPECT_EQ(read->before, sample().before);
  EXPECT_EQ(read->after, sample().after);
  EXPECT_EQ(read->first_seen, sample().first_seen);
  ASSERT_EQ(read->changes.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(read->changes[i].fate, sample().changes[i].fate);
    EXPECT_EQ(lines_of(read->changes[i]), lines_of(sample().changes[i]));
    EXPECT_EQ(read->changes[i].alarms, sample().changes[i].alarms);
  }
}

TEST(ZoneStep, CutAnywhereIsRefused) {
  const auto bytes = encode(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_zone_step(ByteView(bytes).first(size))) << size;
  }
}

TEST(ZoneStep, ChangedAnywhereIsRefusedOrHasOneForm) {
  const auto good = encode(sample());
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto bytes = good;
    bytes[bit / 8] ^= 1U << bit % 8;
    const auto read = decode_zone_step(bytes);
    if (!read) continue;
    EXPECT_EQ(encode(*read), bytes) << "bit " << bit;
  }
}

}  // namespace
}  // namespace tocsin::entry
