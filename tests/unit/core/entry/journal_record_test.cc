#include "core/entry/journal_record.h"

#include <gtest/gtest.h>

namespace tocsin::entry {
namespace {

const Bytes body{1, 2, 3};
const Bytes payload{4, 5};
const Bytes acknowledgement{6};

TEST(JournalRecord, HoldsAnEntryAndWhatGoesWithIt) {
  const auto bytes = encode_journal_record({{entry::Kind::batch, body}, payload, acknowledgement});
  const auto record = decode_journal_record(bytes);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->entry.kind, entry::Kind::batch);
  EXPECT_TRUE(equal(record->entry.body, body));
  EXPECT_TRUE(equal(record->payload, payload));
  EXPECT_TRUE(equal(record->acknowledgement, acknowledgement));
}

TEST(JournalRecord, IsRefusedWhereItIsCut) {
  const auto bytes = encode_journal_record({{entry::Kind::batch, body}, payload, acknowledgement});
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    EXPECT_FALSE(decode_journal_record(ByteView(bytes).first(n))) << n;
  }
}

}  // namespace
}  // namespace tocsin::entry
