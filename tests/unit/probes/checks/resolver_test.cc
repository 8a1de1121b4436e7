#include "probes/checks/resolver.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/dns/message_format.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::probe {
namespace {

using Finding = ResolverFinding;
using test::ReplyBuilder;

constexpr std::uint16_t answer_flags =
    dns::format::flag_qr | dns::format::flag_rd | dns::format::flag_ra;
constexpr std::uint16_t validated = answer_flags | dns::format::flag_ad;

const Bytes old_key = *from_hex("1234080200112233");
const Bytes new_key = *from_hex("5678080244556677");

class ResolverCheck : public testing::Test {
 protected:
  dns::Name tld = dns::Name::from_text("no.").value();
  dns::QueryOptions soa = tld_soa_query(tld, 7);
  dns::QueryOptions ds = tld_ds_query(tld, 8);

  Finding judge_soa(const ReplyBuilder& reply) const {
    const auto bytes = reply.bytes();
    return judge_tld_soa(bytes, soa);
  }

  ReplyBuilder ds_reply(const DsSet& set, std::uint16_t flags = validated) const {
    ReplyBuilder reply(ds);
    reply.flags(flags);
    for (const auto& data : set) reply.answer(dns::Type::ds, data);
    return reply;
  }

  Finding judge_ds(const ReplyBuilder& reply, const std::vector<DsSet>& accepted) const {
    const auto bytes = reply.bytes();
    return judge_tld_ds(bytes, ds, accepted);
  }
};

TEST_F(ResolverCheck, TheQuestionsAskForRecursionAndForValidation) {
  for (const auto& query : {soa, ds}) {
    EXPECT_TRUE(query.recursion_desired);
    EXPECT_FALSE(query.checking_disabled);
  }
  EXPECT_TRUE(ds.edns->dnssec_ok);
  EXPECT_EQ(ds.question.type, dns::Type::ds);
}

TEST_F(ResolverCheck, ATldWhoseSoaComesResolves) {
  EXPECT_EQ(judge_soa(ReplyBuilder(soa).flags(answer_flags).soa(1)), Finding::resolves);
}

TEST_F(ResolverCheck, AnAnswerWithoutTheSoaIsNoData) {
  EXPECT_EQ(judge_soa(ReplyBuilder(soa).flags(answer_flags)), Finding::no_data);
}

TEST_F(ResolverCheck, EachFailureHasItsName) {
  EXPECT_EQ(judge_tld_soa({}, soa), Finding::no_answer);
  EXPECT_EQ(judge_soa(ReplyBuilder(soa).rcode(dns::Rcode::servfail)), Finding::servfail);
  EXPECT_EQ(judge_soa(ReplyBuilder(soa).rcode(dns::Rcode::nxdomain)), Finding::nxdomain);
  EXPECT_EQ(judge_soa(ReplyBuilder(soa).rcode(dns::Rcode::refused)), Finding::other_rcode);
  EXPECT_EQ(judge_soa(ReplyBuilder(soa).truncated()), Finding::truncated);
  EXPECT_EQ(judge_soa(ReplyBuilder(soa).question("se.")), Finding::malformed);
  EXPECT_EQ(judge_tld_soa(Bytes{1, 2, 3}, soa), Finding::malformed);
}

TEST_F(ResolverCheck, TheZonesDsInAnyOrderAgrees) {
  EXPECT_EQ(judge_ds(ds_reply({new_key, old_key}), {{old_key, new_key}}), Finding::resolves);
}

TEST_F(ResolverCheck, TheDsOfAnEarlierZoneThatIsStillAcceptedAgrees) {
  EXPECT_EQ(judge_ds(ds_reply({old_key}), {{new_key}, {old_key}}), Finding::resolves);
}

TEST_F(ResolverCheck, AnotherDsDiffers) {
  EXPECT_EQ(judge_ds(ds_reply({old_key}), {{new_key}}), Finding::ds_differs);
  EXPECT_EQ(judge_ds(ds_reply({old_key, new_key}), {{new_key}}), Finding::ds_differs);
}

TEST_F(ResolverCheck, NoDsWhereTheZoneHasOneIsMissing) {
  EXPECT_EQ(judge_ds(ds_reply({}), {{new_key}}), Finding::ds_missing);
}

TEST_F(ResolverCheck, ADsWhereTheZoneHasNoneDiffers) {
  EXPECT_EQ(judge_ds(ds_reply({new_key}), {DsSet{}}), Finding::ds_differs);
}

TEST_F(ResolverCheck, ADelegationThatIsNotSignedAgreesWithoutValidation) {
  EXPECT_EQ(judge_ds(ds_reply({}, answer_flags), {DsSet{}}), Finding::resolves);
}

TEST_F(ResolverCheck, TheRightDsWithoutValidationLacksAd) {
  EXPECT_EQ(judge_ds(ds_reply({new_key}, answer_flags), {{new_key}}), Finding::ad_missing);
}

TEST_F(ResolverCheck, ADifferenceIsSaidBeforeAMissingAd) {
  EXPECT_EQ(judge_ds(ds_reply({old_key}, answer_flags), {{new_key}}), Finding::ds_differs);
}

TEST_F(ResolverCheck, AReplyCutAnywhereIsNoAgreement) {
  const auto whole = ds_reply({new_key}).bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto part = ByteView(whole).first(size);
    EXPECT_EQ(judge_tld_ds(part, ds, {{new_key}}), Finding::malformed) << size;
  }
}

}  // namespace
}  // namespace tocsin::probe
