#include "probes/plans/offer_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/record/plan_offer.h"
#include "probes/plans/agreed.h"
#include "tests/unit/probes/plans/offering_log.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

CheckedOffer check(const record::PlanOffer& offer) {
  return check_offer(record::encode_plan_offer(offer), log_key.public_key()).value();
}

TEST(OfferCheck, TakesWhatIsProvenAndAllowed) {
  OfferingLog log;
  log.add(slow_watch());
  log.add(wish(0));
  const auto checked = check(log.offer());
  EXPECT_THAT(checked.refused, IsEmpty());
  EXPECT_THAT(checked.plans, ElementsAre(slow_watch()));
  EXPECT_THAT(checked.opt_outs, ElementsAre(wish(0)));
  EXPECT_EQ(checked.seen->tree.size, 2U);
}

TEST(OfferCheck, TakesWhatLaterLogsAreAnnounced) {
  OfferingLog log;
  log.add(later_log());
  const auto body = encode(record::NextOrigins{{later_log()}, noon});
  EXPECT_THAT(check(log.offer()).announced, ElementsAre(body));
  EXPECT_THAT(check(log.offer(later_key)).announced, IsEmpty());
}

TEST(OfferCheck, FollowsALaterLogByTheKeyThatWasAnnounced) {
  OfferingLog log;
  log.add(slow_watch());
  const auto offer = record::encode_plan_offer(log.offer(later_key, later_log().origin));
  entry::LogKeys keys(log_key.public_key());
  EXPECT_THAT(check_offer(offer, keys)->plans, IsEmpty());
  const auto announcement = encode(record::NextOrigins{{later_log()}, noon});
  ASSERT_TRUE(keys.learn({entry::Kind::origins, announcement}));
  EXPECT_THAT(check_offer(offer, keys)->plans, ElementsAre(slow_watch()));
}

// An offer of the later log, with what the one before had announced beside it.
record::PlanOffer offer_after_a_turn() {
  OfferingLog ended;
  for (int i = 0; i < 5; ++i) ended.add(later_log());
  OfferingLog later;
  later.add(slow_watch());
  auto offer = ended.offer();
  for (auto& offered : later.offer(later_key, later_log().origin)) {
    offer.push_back(std::move(offered));
  }
  return offer;
}

TEST(OfferCheck, TakesFromALogThatHasEndedWhatItAnnounced) {
  const auto offer = record::encode_plan_offer(offer_after_a_turn());
  entry::LogKeys keys(log_key.public_key());
  const auto checked = check_offer(offer, keys);
  const auto body = encode(record::NextOrigins{{later_log()}, noon});
  EXPECT_THAT(checked->announced, Each(body));
  ASSERT_TRUE(keys.learn({entry::Kind::origins, checked->announced.at(0)}));
  const auto again = check_offer(offer, keys);
  EXPECT_THAT(again->plans, ElementsAre(slow_watch()));
  EXPECT_THAT(again->refused, IsEmpty());
  EXPECT_EQ(again->seen->origin, later_log().origin) << "that it is smaller does not matter";
}

TEST(OfferCheck, DoesNotMindALogThatHasEndedWhereItWasToldTheKeyOfALaterOne) {
  const auto offer = record::encode_plan_offer(offer_after_a_turn());
  const auto checked = check_offer(offer, later_key.public_key());
  EXPECT_THAT(checked->plans, ElementsAre(slow_watch()));
  EXPECT_THAT(checked->announced, IsEmpty());
  EXPECT_THAT(checked->refused, IsEmpty());
}

TEST(OfferCheck, TakesTheNewestPlanOfAName) {
  OfferingLog log;
  log.add(plan::watch());
  log.add(slow_watch());
  auto offer = log.offer();
  EXPECT_THAT(check(offer).plans, ElementsAre(slow_watch()));
  std::ranges::reverse(offer);
  EXPECT_THAT(check(offer).plans, ElementsAre(slow_watch()));
}

TEST(OfferCheck, TakesNothingWithoutProof) {
  OfferingLog log;
  log.add(slow_watch());
  log.add(plan::identity());
  auto swapped = log.offer();
  std::swap(swapped[0].proof, swapped[1].proof);
  auto without = log.offer();
  for (auto& offered : without) offered.proof.clear();
  for (const auto& offer : {swapped, without, log.offer(crypto::SigningKey::from_seed({9}))}) {
    const auto checked = check(offer);
    EXPECT_THAT(checked.plans, IsEmpty());
    EXPECT_THAT(checked.refused, SizeIs(2));
    EXPECT_FALSE(checked.seen);
  }
}

TEST(OfferCheck, TakesNoOtherPlanThanTheOneInTheLog) {
  OfferingLog log;
  log.add(slow_watch());
  auto offer = log.offer();
  offer[0].object = record::encode_plan(plan::watch());
  EXPECT_THAT(check(offer).refused, ElementsAre("a plan is not the one in the log"));
}

TEST(OfferCheck, SaysWhatAHostilePlanWanted) {
  OfferingLog log;
  auto off = plan::watch();
  off.measures.clear();
  auto flood = plan::identity();
  flood.measures[0].udp_every = 1ms;
  log.add(off);
  log.add(flood);
  const auto checked = check(log.offer());
  EXPECT_THAT(checked.plans, IsEmpty());
  EXPECT_THAT(checked.refused,
              ElementsAre("plan watch switches the watch off",
                          "plan identity asks for identity more often than compiled in"));
}

TEST(OfferCheck, TakesNoWishThatItsOperatorDidNotSign) {
  OfferingLog log;
  auto forged = sign(wish(0), operator_key);
  forged.back() ^= 1;
  log.add({entry::Kind::opt_out, forged}, {});
  EXPECT_THAT(check(log.offer()).refused, ElementsAre("an opt-out is bad_signature"));
}

TEST(OfferCheck, PassesOverEntriesOfOtherKinds) {
  OfferingLog log;
  log.add({entry::Kind::enrolment, as_bytes("whatever")}, {});
  log.add({static_cast<entry::Kind>(99), {}}, {});
  EXPECT_THAT(check(log.offer()).refused, IsEmpty());
}

TEST(OfferCheck, CutAnywhereIsNoOffer) {
  OfferingLog log;
  log.add(slow_watch());
  const auto whole = record::encode_plan_offer(log.offer());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(check_offer(ByteView(whole).first(size), log_key.public_key())) << size;
  }
}

TEST(OfferCheck, WithAnyBitFlippedNeverTakesAnotherPlan) {
  OfferingLog log;
  log.add(slow_watch());
  auto bytes = record::encode_plan_offer(log.offer());
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= 1U << bit % 8;
    const auto checked = check_offer(bytes, log_key.public_key());
    if (checked && !checked->plans.empty()) {
      EXPECT_THAT(checked->plans, ElementsAre(slow_watch())) << "bit " << bit;
    }
    bytes[bit / 8] ^= 1U << bit % 8;
  }
}

CheckedOffer offer_of(std::vector<plan::Plan> plans) {
  CheckedOffer offer;
  offer.plans = std::move(plans);
  return offer;
}

TEST(AgreedPlans, AreThoseOfTheConfigurationWithWhatTheFirstCollectorChanges) {
  const auto faster = plan::watch();
  auto ended = plan::identity();
  ended.measures.clear();
  const std::vector<plan::Plan> configured{plan::watch(), plan::identity()};
  EXPECT_EQ(agreed_plans(configured, {}), configured);
  EXPECT_THAT(agreed_plans(configured, {offer_of({slow_watch(), ended}), offer_of({faster})}),
              ElementsAre(slow_watch()));
  EXPECT_EQ(agreed_plans(configured, {offer_of({plan::rssac047()})}), configured)
      << "what the host does not run";
}

TEST(AgreedPlans, NeverAskTheWatchFasterThanConfigured) {
  EXPECT_THAT(agreed_plans({slow_watch()}, {offer_of({plan::watch()})}), ElementsAre(slow_watch()));
}

plan::Plan watch_of(std::uint32_t fleet) {
  auto watch = plan::watch();
  watch.fleet = fleet;
  return watch;
}

TEST(AgreedPlans, CountAsManyProbesAsTheCollectorThatKnowsOfMost) {
  const std::vector<CheckedOffer> offers{offer_of({watch_of(180)}), offer_of({watch_of(300)})};
  EXPECT_THAT(agreed_plans({plan::watch()}, offers), ElementsAre(watch_of(300)));
  EXPECT_THAT(agreed_plans({plan::watch()}, {offer_of({plan::watch()}), offers[1]}),
              ElementsAre(watch_of(300)));
}

CheckedOffer offer_of(const record::OptOut& first, const record::OptOut& second) {
  CheckedOffer offer;
  offer.opt_outs = {first, second};
  return offer;
}

record::OptOut of_another(record::OptOut word) {
  word.key = crypto::SigningKey::from_seed({3}).public_key();
  return word;
}

TEST(AgreedPauses, AreEachOperatorsLastWordsAndOfSeveralTheStrictest) {
  using Pauses = plan::Limits::Pauses;
  EXPECT_EQ(agreed_pauses({offer_of(wish(10), of_another(wish(5)))}, noon, 150),
            (Pauses{{tld_server, 30s}}));
  EXPECT_EQ(agreed_pauses({offer_of(of_another(wish(0)), wish(10))}, noon, 150),
            (Pauses{{tld_server, plan::Limits::never()}}));
  EXPECT_EQ(agreed_pauses({offer_of(wish(0), wish(10))}, noon, 150), (Pauses{{tld_server, 15s}}));
}

TEST(AgreedPauses, HoldUntilALaterWordIsInForce) {
  auto next_year = wish(10);
  next_year.from = noon + 24h;
  next_year.until = noon + 48h;
  const std::vector<CheckedOffer> offers{offer_of(wish(0), next_year)};
  EXPECT_EQ(agreed_pauses(offers, noon, 150),
            (plan::Limits::Pauses{{tld_server, plan::Limits::never()}}));
  EXPECT_EQ(agreed_pauses(offers, noon + 25h, 150), (plan::Limits::Pauses{{tld_server, 15s}}));
}

TEST(AgreedPauses, HoldForTheirSpanAlone) {
  const std::vector<CheckedOffer> offers{offer_of(wish(1), wish(1))};
  EXPECT_THAT(agreed_pauses(offers, noon + 1h, 150), IsEmpty());
  EXPECT_THAT(agreed_pauses(offers, noon - 2h, 150), IsEmpty());
}

}  // namespace
}  // namespace tocsin::probe
