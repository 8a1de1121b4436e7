#include "audit/columns_file.h"

#include <gtest/gtest.h>

#include "core/assess/rssac047.h"
#include "core/crypto/sha256.h"
#include "tests/support/record/documented.h"

namespace tocsin::audit {
namespace {

using assess::MeasurementKind;
using assess::MonthColumns;

const std::string note =
    "geneva.example/log\n2\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "\u2014 geneva.example/log AAAAAAAA\n";

LogOrigin origin() {
  return {.note = note,
          .checkpoint = {},
          .countries = {{"CH", {1}}, {"NO", {2}}},
          .zones = {{Digest{3}, *from_rfc3339("2026-10-31T00:00:00Z")}},
          .counts = {.batches = 9, .measurements = 3, .cut_off = 1},
          .entries = {{0x82, 0x02, 0x40}, {0x82, 0x03, 0x40}}};
}

assess::Measurement measured(std::string_view vp, MeasurementKind kind) {
  return {.t = *from_rfc3339("2026-11-02T00:00:01Z"),
          .vp = vp,
          .rsi = 'k',
          .family = plan::Family::v6,
          .transport = record::Transport::tcp,
          .kind = kind,
          .outcome = record::Outcome::answered,
          .rcode = 0,
          .rtt = std::chrono::milliseconds(20),
          .serial = 2026110100,
          .correct = false};
}

MonthColumns month() {
  MonthColumns columns(*assess::Month::from_text("2026-11"));
  for (const auto* vp : {"no-2", "no-1"}) {
    for (const auto kind : {MeasurementKind::soa, MeasurementKind::correctness}) {
      EXPECT_TRUE(columns.add(measured(vp, kind)));
      EXPECT_TRUE(columns.add(measured(vp, kind)));
    }
  }
  return columns;
}

Bytes file() {
  return encode_columns(origin(), month()).value();
}

// With the digest that these bytes have.
Bytes sealed(Bytes bytes) {
  append(bytes, crypto::sha256(bytes));
  return bytes;
}

Bytes without_digest(const Bytes& bytes) {
  return {bytes.begin(), bytes.end() - 32};
}

std::string error_of(const Bytes& bytes) {
  const auto read = decode_columns(bytes);
  return read ? "none" : read.error().text;
}

TEST(ColumnsFile, GivesBackTheMonthAndWhereItCameFrom) {
  const auto read = decode_columns(file());
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->origin.note, note);
  EXPECT_EQ(read->origin.checkpoint.origin, "geneva.example/log");
  EXPECT_EQ(read->origin.checkpoint.tree.size, 2U);
  EXPECT_EQ(read->origin.countries, origin().countries);
  EXPECT_EQ(read->origin.zones, origin().zones);
  EXPECT_EQ(read->origin.counts, origin().counts);
  EXPECT_EQ(read->origin.entries, origin().entries);
  EXPECT_EQ(read->columns.counts(), month().counts());
  EXPECT_EQ(read->columns.counts().repeated, 4U);
  EXPECT_EQ(assess::rssac047_of(read->columns), assess::rssac047_of(month()));
  EXPECT_EQ(read->columns.name(0), "no-1");
}

TEST(ColumnsFile, IsTheSameInWhateverOrderItsMeasurementsCame) {
  MonthColumns other(*assess::Month::from_text("2026-11"));
  for (const auto* vp : {"no-1", "no-2"}) {
    for (const auto kind : {MeasurementKind::correctness, MeasurementKind::soa}) {
      ASSERT_TRUE(other.add(measured(vp, kind)));
      ASSERT_TRUE(other.add(measured(vp, kind)));
    }
  }
  EXPECT_EQ(encode_columns(origin(), other).value(), file());
}

TEST(ColumnsFile, CutShortAnywhereIsRefused) {
  const auto bytes = file();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_columns(ByteView(bytes).first(size))) << size;
  }
}

// Also where somebody computes the digest of what is left.
TEST(ColumnsFile, CutShortAnywhereAndSealedAgainIsRefused) {
  const auto bytes = without_digest(file());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(decode_columns(sealed(cut))) << size;
  }
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_EQ(error_of(sealed(longer)), "it goes on behind its last row");
}

TEST(ColumnsFile, WithAnyOctetChangedIsRefused) {
  const auto bytes = file();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] ^= 1;
    EXPECT_FALSE(decode_columns(changed)) << i;
  }
}

// Nothing but a value or an error, whatever an octet becomes; so with a sanitizer.
TEST(ColumnsFile, WithAnyOctetChangedAndSealedAgainGivesAMonthOrAnError) {
  const auto bytes = without_digest(file());
  for (std::size_t i = 8; i < bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] ^= 0x41;
    const auto read = decode_columns(sealed(changed));
    if (read) continue;
    EXPECT_NE(read.error().text, "") << i;
  }
}

TEST(ColumnsFile, WhoseCountsAreNotThoseOfItsRowsIsRefused) {
  auto columns = month();
  auto counts = columns.counts();
  ++counts.soa;
  columns.put(counts);
  EXPECT_EQ(error_of(encode_columns(origin(), columns).value()),
            "its counts are not those of its rows");
  counts.repeated = counts.soa + counts.correctness + 1;
  columns.put(counts);
  EXPECT_EQ(error_of(encode_columns(origin(), columns).value()),
            "its counts are not those of its rows");
}

TEST(ColumnsFile, OfAnotherVersionOrWithoutACheckpointIsRefused) {
  auto bytes = without_digest(file());
  bytes[7] = '2';
  EXPECT_EQ(error_of(sealed(bytes)), "it is no file of verdict columns of version 1");
  auto said = origin();
  said.note = "no note";
  EXPECT_NE(error_of(encode_columns(said, month()).value()), "none");
}

TEST(ColumnsFile, WhoseZonesAreNotAscendingIsRefused) {
  auto said = origin();
  said.zones.push_back({Digest{4}, *from_rfc3339("2026-10-30T00:00:00Z")});
  EXPECT_EQ(error_of(encode_columns(said, month()).value()), "none");
  std::swap(said.zones[0], said.zones[1]);
  EXPECT_NE(error_of(encode_columns(said, month()).value()), "none");
  said.zones[0] = said.zones[1];
  EXPECT_NE(error_of(encode_columns(said, month()).value()), "none");
}

TEST(ColumnsFile, TakesNoMoreEntriesThanItGivesBack) {
  auto said = origin();
  said.entries.assign(columns_entries_max + 1, {});
  EXPECT_FALSE(encode_columns(said, month()));
}

TEST(ColumnsFile, ReadsTheExampleOfTheDocument) {
  const auto read = decode_columns(record::documented("columns.md", "columns"));
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->columns.month().to_text(), "2026-11");
  EXPECT_EQ(read->columns.counts().correctness, 1U);
  EXPECT_EQ(read->columns.correctness(0, 'k')->state[288], assess::CorrectnessState::incorrect);
  EXPECT_EQ(read->origin.checkpoint.origin, "geneva.example/log");
}

}  // namespace
}  // namespace tocsin::audit
