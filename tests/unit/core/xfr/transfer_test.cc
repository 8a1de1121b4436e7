#include "core/xfr/transfer.h"

#include <gtest/gtest.h>

#include "tests/unit/core/xfr/messages.h"

namespace tocsin::xfr {
namespace {

constexpr std::uint16_t id = 7;

struct TransferTest : testing::Test {
  Transfer transfer{axfr_query(dns::Name(), id)};

  FaultKind fault(ByteView message) {
    const auto heard = transfer.hear(message);
    EXPECT_FALSE(heard);
    return heard ? FaultKind{} : heard.error().kind;
  }
  void hears(ByteView message) { ASSERT_EQ(transfer.hear(message), Transfer::State::under_way); }
};

TEST_F(TransferTest, IsCompleteWithTheSoaThatItBeganWith) {
  hears(message(id, {soa(1), ns("no.", "x.nic.no.")}));
  EXPECT_EQ(transfer.hear(message(id, {ns("se.", "a.ns.se."), soa(1)})), Transfer::State::complete);
  EXPECT_EQ(transfer.records(), joined({soa(1), ns("no.", "x.nic.no."), ns("se.", "a.ns.se.")}));
}

TEST_F(TransferTest, MayComeInOneMessage) {
  EXPECT_EQ(transfer.hear(message(id, {soa(1), ns("no.", "x."), soa(1)})),
            Transfer::State::complete);
}

TEST_F(TransferTest, NeedsTheQuestionInItsFirstMessageOnly) {
  EXPECT_EQ(fault(message(id, {soa(1)}, WithQuestion::no)), FaultKind::mismatched);
  Transfer again(axfr_query(dns::Name(), id));
  ASSERT_TRUE(again.hear(message(id, {soa(1)})));
  EXPECT_EQ(again.hear(message(id, {soa(1)}, WithQuestion::no)), Transfer::State::complete);
}

TEST_F(TransferTest, ExpandsNamesThatPointBackInTheMessage) {
  auto bytes = message(id, {soa(1), ns("nic.no.", "x.nic.no.")});
  // One more NS whose data is "y" and a pointer to the owner of the record before.
  const auto owner_at = message(id, {soa(1)}).size();
  Bytes data{1, 'y', 0xc0, static_cast<std::uint8_t>(owner_at)};
  append(bytes, record("no.", 2, data));
  bytes[7] = 3;
  hears(bytes);
  EXPECT_EQ(transfer.records(),
            joined({soa(1), ns("nic.no.", "x.nic.no."), ns("no.", "y.nic.no.")}));
}

TEST_F(TransferTest, ThatDoesNotBeginWithTheSoaIsRefused) {
  EXPECT_EQ(fault(message(id, {ns("no.", "x."), soa(1)})), FaultKind::no_soa);
}

TEST_F(TransferTest, OfNothingIsRefused) {
  EXPECT_EQ(fault(message(id, {})), FaultKind::no_soa);
}

TEST_F(TransferTest, ThatEndsWithAnotherSoaIsRefused) {
  hears(message(id, {soa(1)}));
  EXPECT_EQ(fault(message(id, {soa(2)})), FaultKind::changed);
}

TEST_F(TransferTest, WithRecordsBeyondItsEndIsRefused) {
  EXPECT_EQ(fault(message(id, {soa(1), soa(1), ns("no.", "x.")})), FaultKind::beyond_end);
}

TEST_F(TransferTest, ThatTheServerDoesNotGiveSaysTheRcode) {
  const auto heard = transfer.hear(message(id, {}, WithQuestion::yes, 0x8405));
  ASSERT_FALSE(heard);
  EXPECT_EQ(to_text(heard.error()), "refused: REFUSED");
}

TEST_F(TransferTest, OfAnotherIdOrKindIsRefused) {
  EXPECT_EQ(fault(message(8, {soa(1)})), FaultKind::mismatched);
  EXPECT_EQ(fault(message(id, {soa(1)}, WithQuestion::yes, 0x0400)), FaultKind::mismatched);
  EXPECT_EQ(fault(message(id, {soa(1)}, WithQuestion::yes, 0x8600)), FaultKind::malformed);
}

TEST_F(TransferTest, CutShortAnywhereIsMalformed) {
  const auto bytes = message(id, {soa(1), ns("no.", "x.nic.no."), soa(1)});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Transfer fresh(axfr_query(dns::Name(), id));
    const auto heard = fresh.hear(ByteView(bytes).first(size));
    EXPECT_FALSE(heard) << size;
  }
}

TEST_F(TransferTest, KeepsItsLimits) {
  const Limits small{.octets_max = 100, .messages_max = 2};
  Transfer octets(axfr_query(dns::Name(), id), small);
  const auto large = record("no.", 48, Bytes(100));
  EXPECT_EQ(octets.hear(message(id, {soa(1), large})).error().kind, FaultKind::too_large);
  Transfer messages(axfr_query(dns::Name(), id), small);
  EXPECT_TRUE(messages.hear(message(id, {soa(1)})));
  EXPECT_TRUE(messages.hear(message(id, {})));
  EXPECT_EQ(messages.hear(message(id, {})).error().kind, FaultKind::too_large);
}

TEST_F(TransferTest, RefusesOldTypesWhoseNamesItCannotExpand) {
  EXPECT_EQ(fault(message(id, {soa(1), record("no.", 33, Bytes(8))})), FaultKind::foreign_type);
}

TEST_F(TransferTest, RefusesDataThatIsNotOfItsType) {
  EXPECT_EQ(fault(message(id, {soa(1), record("no.", 2, Bytes{1, 'x'})})), FaultKind::malformed);
  Transfer fresh(axfr_query(dns::Name(), id));
  const auto short_soa = record("", 6, Bytes(21));
  EXPECT_EQ(fresh.hear(message(id, {short_soa})).error().kind, FaultKind::malformed);
}

}  // namespace
}  // namespace tocsin::xfr
