#include "core/entry/entry.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "core/crypto/timestamp.h"
#include "core/entry/logged_time_stamp.h"
#include "core/entry/object.h"
#include "tests/support/record/documented.h"

namespace tocsin::entry {
namespace {

TEST(Entry, IsItsKindAndItsBytes) {
  const auto bytes = encode(EntryView{Kind::attestation, as_bytes("said")});
  EXPECT_EQ(to_hex(bytes),
            "820344"
            "73616964");
  const auto read = decode(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->kind, Kind::attestation);
  EXPECT_EQ(as_text(read->body), "said");
}

TEST(Entry, OfAKindYetToComeStaysItsBytes) {
  const auto bytes = from_hex("82187b4101").value();
  const auto read = decode(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(name_of(read->kind), "kind 123");
  EXPECT_EQ(read->body.size(), 1U);
}

TEST(Entry, CutShortAnywhereIsRefused) {
  const auto bytes = encode(EntryView{Kind::batch, as_bytes("said")});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode(ByteView(bytes).first(size))) << size;
  }
}

TEST(Entry, FillsItsBundleAndNotMore) {
  constexpr std::size_t heads = 5;
  EXPECT_EQ(encode(EntryView{Kind::batch, Bytes(entry_bytes_max - heads)}).size(), entry_bytes_max);
  Bytes longer = from_hex("820159fffb").value();
  longer.resize(entry_bytes_max + 1);
  EXPECT_EQ(decode(longer).error().fault, cbor::Fault::too_long);
}

TEST(DocumentedEntries, AreReadAndWrittenAgain) {
  const auto targets = record::documented("payload.md", "target-set");
  EXPECT_EQ(encode(EntryView{Kind::target_set, encode(refer_to(targets))}),
            record::documented("entry.md", "target-set-entry"));
  const auto bytes = record::documented("entry.md", "attestation-entry");
  const auto entry = decode(bytes);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->kind, Kind::attestation);
  EXPECT_TRUE(equal(entry->body, record::documented("attestation.md", "attestation")));
  EXPECT_EQ(encode(*entry), bytes);
}

TEST(DocumentedEntries, HaveATimeStampOfTheCheckpoint) {
  const auto bytes = record::documented("timestamp.md", "time-stamp-entry");
  const auto entry = decode(bytes);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->kind, Kind::time_stamp);
  const auto stamp = decode_time_stamp(entry->body);
  ASSERT_TRUE(stamp);
  EXPECT_EQ(stamp->checkpoint, 1U);
  EXPECT_EQ(encode(EntryView{Kind::time_stamp, encode(*stamp)}), bytes);
  const auto checkpoint = record::documented("entry.md", "checkpoint-entry");
  const crypto::TimestampWish of_it{.imprint = crypto::sha256(decode(checkpoint)->body)};
  // No root is given; everything up to that is looked at first.
  EXPECT_EQ(crypto::open_timestamp(stamp->token, of_it, {}).error().fault,
            crypto::TimestampFault::untrusted);
}

TEST(LoggedTimeStamp, IsReadWholeOrNotAtAll) {
  const Bytes token{1, 2, 3};
  const auto bytes = encode(LoggedTimeStamp{300, token});
  const auto stamp = decode_time_stamp(bytes);
  ASSERT_TRUE(stamp);
  EXPECT_EQ(stamp->checkpoint, 300U);
  EXPECT_TRUE(equal(stamp->token, token));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_time_stamp(ByteView(bytes).first(size))) << size;
  }
  EXPECT_EQ(encode(LoggedTimeStamp{0, Bytes(crypto::timestamp_bytes_max)}).size(),
            crypto::timestamp_bytes_max + 5);
}

TEST(EntryDeathTest, TooLargeForItsBundleIsABug) {
  EXPECT_DEATH(encode(EntryView{Kind::batch, Bytes(entry_bytes_max)}), "fits its bundle");
}

TEST(ObjectReference, ComesBackAsItWas) {
  const auto reference = refer_to(as_bytes("object"));
  EXPECT_EQ(reference.digest, crypto::sha256(as_bytes("object")));
  EXPECT_EQ(reference.bytes, 6U);
  EXPECT_EQ(decode_object_reference(encode(reference)).value(), reference);
}

}  // namespace
}  // namespace tocsin::entry
