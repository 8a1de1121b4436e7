#include "core/bundle/account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/bundle/corroboration.h"
#include "core/plan/root_hints.h"
#include "core/record/revocation.h"
#include "core/record/target_set.h"
#include "tests/support/bundle/made_up_bundle.h"
#include "tests/support/probe/sworn.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::bundle {
namespace {

using assess::MinuteRun;
using assess::MinuteState;
using collector::ScriptedProbe;
using record::Outcome;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::size_t ipv4_udp = 0;

struct AccountOf : testing::Test {
  MadeUpBundle bundle;
  ScriptedProbe* norway = &bundle.enter("NO", "no-1");
  ScriptedProbe* sweden = &bundle.enter("SE", "se-1");
  ScriptedProbe* denmark = &bundle.enter("DK", "dk-1");

  void SetUp() override { bundle.begin(); }

  std::vector<MinuteRun> runs_of(const std::string& country) {
    const auto claim = bundle.claim();
    for (const auto& each : claim.reachability[ipv4_udp].countries) {
      if (each.country == country) return each.runs;
    }
    return {};
  }
  const ProbeAccount& account_of(const Claim& claim, const std::string& name) {
    const auto found = std::ranges::find(claim.probes, name, &ProbeAccount::name);
    EXPECT_NE(found, claim.probes.end());
    return *found;
  }
  // One batch of no-1 with one answer of a, changed before it is signed.
  ClaimCounts counts_with(const ScriptedProbe::Edit& edit) {
    bundle.send(*norway, 30, {{.endpoint = 0}}, edit);
    return bundle.claim().counts;
  }
};

TEST_F(AccountOf, AnOutageSaysWhoSawItAndHowManyMayBeLeftOut) {
  bundle.watch({norway, sweden, denmark}, 0, 1);
  bundle.watch({norway, sweden, denmark}, 1, 3, Outcome::timeout);
  bundle.watch({norway, sweden, denmark}, 3, 5);
  const auto claim = bundle.claim();
  EXPECT_THAT(claim.reachability[ipv4_udp].outages,
              ElementsAre(assess::Outage{1, 2, 3, 3, 2, {"DK", "NO", "SE"}}));
  EXPECT_THAT(runs_of("SE"),
              ElementsAre(MinuteRun{0, 1, MinuteState::reached},
                          MinuteRun{1, 2, MinuteState::lost},
                          MinuteRun{3, 2, MinuteState::reached}));
  EXPECT_EQ(claim.counts, (ClaimCounts{.batches = 15, .measurements = 15}));
  EXPECT_EQ(claim.newest, bundle.noon + std::chrono::seconds(4 * 60 + 30));
}

// A minute of which only three of six countries tell is no more than those three saw.
TEST_F(AccountOf, ACountryThatVouchedForASilentProbeIsInTheDenominator) {
  for (const auto* silent : {"BR", "JP", "KE"}) bundle.enter(silent, silent);
  bundle.question.to = bundle.noon + std::chrono::minutes(1);
  bundle.watch({norway, sweden, denmark}, 0, 1, Outcome::timeout);
  const auto path = bundle.claim().reachability[ipv4_udp];
  EXPECT_THAT(path.countries, SizeIs(6));
  ASSERT_THAT(path.outages, SizeIs(1));
  const auto tallies = tallies_of(path, 1);
  EXPECT_EQ(tallies[0].lost, 3U);
  EXPECT_EQ(tallies[0].silent, 3U);
  EXPECT_EQ(corroboration_of(path.outages[0], tallies), Corroboration::inconclusive);
}

TEST_F(AccountOf, ACountryThatTookItsWordBackBeforeTheSpanIsNotInTheDenominator) {
  const record::Revocation said{
      .country = "NO", .key = norway->key().public_key(), .from = bundle.noon, .reason = "retired"};
  bundle.log.add(entry::Kind::revocation, record::sign(said, MadeUpBundle::country_key("NO")));
  bundle.watch({sweden, denmark}, 0, 1);
  EXPECT_THAT(bundle.claim().reachability[ipv4_udp].countries, SizeIs(2));
}

TEST_F(AccountOf, AProbeMeasuredWhatCountsOfItOverEachPath) {
  bundle.send(*norway, 30, {{.endpoint = 0}, {.endpoint = 0}, {.endpoint = 1}, {.endpoint = 2}});
  bundle.send(*sweden, 30, {{.endpoint = 2}});
  bundle.send(*denmark, 30, {{.endpoint = 0, .outcome = Outcome::intercepted}});
  const auto claim = bundle.claim();
  using Measured = ProbeAccount::Measured;
  EXPECT_EQ(account_of(claim, "no-1").measured, (Measured{2, 0, 1, 0}));
  EXPECT_EQ(account_of(claim, "se-1").measured, Measured{});
  EXPECT_EQ(account_of(claim, "se-1").batches, 1U);
  EXPECT_EQ(account_of(claim, "dk-1").measured, Measured{});
}

TEST_F(AccountOf, TheRestOfThePlanIsOfOtherServices) {
  bundle.question.service = "root/k";
  bundle.send(*norway, 30, {{.endpoint = 0}, {.endpoint = 2, .outcome = Outcome::refused}});
  EXPECT_EQ(bundle.claim().counts.measurements, 1U);
  EXPECT_EQ(runs_of("NO").front(), (MinuteRun{0, 1, MinuteState::lost}));
}

// Of the compiled-in targets, which no payload has to bring along.
TEST_F(AccountOf, TheWholeRootIsLookedAtWhereOneLetterWasAskedAbout) {
  const auto targets = plan::compiled_root_targets();
  std::vector<collector::Asked> asked;
  for (std::uint32_t i = 0; i < targets.endpoints.size(); ++i) {
    const bool is_a = plan::root_letter(targets.endpoints[i]) == 'a';
    asked.push_back({.endpoint = i, .outcome = is_a ? Outcome::timeout : Outcome::answered});
  }
  auto payload = collector::payload_of(asked);
  payload.objects.clear();
  bundle.add(norway->next_with(bundle.noon + std::chrono::seconds(30), payload, [&](auto& said) {
    said.target_set = record::target_set_digest(targets);
  }));
  const auto claim = bundle.claim();
  EXPECT_EQ(claim.counts, (ClaimCounts{.batches = 1, .measurements = 2}));
  const auto norways_first = [](const std::vector<assess::PathReach>& paths) {
    const auto& countries = paths[ipv4_udp].countries;
    return std::ranges::find(countries, "NO", &assess::CountryReach::country)->runs[0];
  };
  EXPECT_EQ(norways_first(claim.reachability), (MinuteRun{0, 1, MinuteState::lost}));
  ASSERT_THAT(claim.whole_root, SizeIs(assess::path_count));
  EXPECT_EQ(norways_first(claim.whole_root), (MinuteRun{0, 1, MinuteState::reached}));
  EXPECT_THAT(to_json(claim), testing::HasSubstr("\"whole_root\""));
  bundle.question.service = "root";
  EXPECT_THAT(bundle.claim().whole_root, IsEmpty());
  EXPECT_THAT(to_json(bundle.claim()), testing::Not(testing::HasSubstr("whole_root")));
}

TEST_F(AccountOf, OtherKeysOfCountriesLetOtherProbesSpeak) {
  bundle.watch({norway, sweden}, 0, 1);
  const auto contents = bundle.contents();
  auto mine = bundle.countries();
  mine.at("SE") = MadeUpBundle::country_key("XX").public_key();
  const auto claim = bundle::account_of(contents, *replay(contents), bundle.question, mine);
  ASSERT_TRUE(claim) << claim.error().text;
  EXPECT_EQ(claim->counts.measurements, 1U);
  EXPECT_EQ(claim->counts.not_attested, 1U);
  ASSERT_THAT(claim->reachability[ipv4_udp].countries, SizeIs(2));  // DK is silent
  EXPECT_EQ(account_of(*claim, "se-1").country, "");
  EXPECT_EQ(account_of(*claim, "no-1").country, "NO");
}

TEST_F(AccountOf, AProbeThatNobodyVouchesForSpeaksForNobody) {
  bundle.watch({&bundle.enter_alone("stray")}, 0, 2, Outcome::timeout);
  const auto claim = bundle.claim();
  EXPECT_EQ(claim.counts.not_attested, 2U);
  EXPECT_THAT(claim.reachability[ipv4_udp].outages, IsEmpty());
}

TEST_F(AccountOf, WhatAProbeMeasuredBeforeItsCountryTookItsWordBackStands) {
  const record::Revocation said{.country = "NO",
                                .key = norway->key().public_key(),
                                .from = bundle.noon + std::chrono::minutes(2),
                                .reason = "stolen"};
  bundle.watch({norway}, 0, 2);
  bundle.log.add(entry::Kind::revocation, record::sign(said, MadeUpBundle::country_key("NO")));
  bundle.watch({norway}, 2, 5, Outcome::timeout);
  const auto claim = bundle.claim();
  EXPECT_EQ(claim.counts.measurements, 2U);
  EXPECT_EQ(claim.counts.not_attested, 3U);
  EXPECT_THAT(runs_of("NO"),
              ElementsAre(MinuteRun{0, 2, MinuteState::reached},
                          MinuteRun{2, 3, MinuteState::not_measured}));
}

TEST_F(AccountOf, WhatWasBegunBeforeACountryTookItsWordBackIsMissed) {
  const record::Revocation said{.country = "NO",
                                .key = norway->key().public_key(),
                                .from = bundle.noon + std::chrono::seconds(29),
                                .reason = "stolen"};
  bundle.log.add(entry::Kind::revocation, record::sign(said, MadeUpBundle::country_key("NO")));
  bundle.send(*norway, 30, {{.endpoint = 0}});
  bundle.send(*norway, 60, {{.endpoint = 0}});
  bundle.objects.clear();
  EXPECT_EQ(bundle.claim().counts, (ClaimCounts{.without_payload = 1}));
}

TEST_F(AccountOf, ABatchOfAStrangerIsNotSigned) {
  ScriptedProbe stranger("no-1", 99);
  bundle.send(stranger, 30, {{.endpoint = 0}});
  const auto claim = bundle.claim();
  EXPECT_EQ(claim.counts, (ClaimCounts{.not_signed = 1}));
}

TEST_F(AccountOf, ABatchOfAnotherKeyEpochIsNotSigned) {
  EXPECT_EQ(counts_with([](auto& envelope) { envelope.key_epoch = 1; }).not_signed, 1U);
}

TEST_F(AccountOf, TwoBatchesInOnePlaceCountNeither) {
  const auto batch = bundle.send(*norway, 30, {{.endpoint = 0}});
  bundle.add(norway->twin_of(batch));
  const auto claim = bundle.claim();
  EXPECT_EQ(claim.counts, (ClaimCounts{.contradicted = 2}));
}

TEST_F(AccountOf, TheSameBatchTwiceCountsOnce) {
  const auto batch = bundle.send(*norway, 30, {{.endpoint = 0}});
  bundle.add(batch);
  EXPECT_EQ(bundle.claim().counts, (ClaimCounts{.batches = 1, .measurements = 1}));
}

TEST_F(AccountOf, AClockWithoutABoundDatesNothing) {
  EXPECT_EQ(counts_with([](auto& envelope) { envelope.closed_at.bound = {}; }).undated, 1U);
}

TEST_F(AccountOf, AClockThatMayBeMoreThanASecondOffDatesNothing) {
  const auto counts =
      counts_with([](auto& envelope) { envelope.closed_at.bound = clock_bound_max + Duration(1); });
  EXPECT_EQ(counts, (ClaimCounts{.undated = 1}));
}

TEST_F(AccountOf, APayloadThatIsNotThereIsCounted) {
  bundle.send(*norway, 30, {{.endpoint = 0}});
  bundle.objects.clear();
  EXPECT_EQ(bundle.claim().counts, (ClaimCounts{.without_payload = 1}));
}

TEST_F(AccountOf, APayloadUnderAnothersNameIsUnreadable) {
  bundle.send(*norway, 30, {{.endpoint = 0}});
  bundle.objects.begin()->second.back() ^= 1;
  EXPECT_EQ(bundle.claim().counts, (ClaimCounts{.unreadable = 1}));
}

TEST_F(AccountOf, TargetsThatNobodyNamesAreUnknown) {
  const auto counts =
      counts_with([](auto& envelope) { envelope.target_set = record::sample::digest_of(9); });
  EXPECT_EQ(counts, (ClaimCounts{.unknown_targets = 1}));
}

TEST_F(AccountOf, TargetsMayBeAnObjectOfTheBundle) {
  auto payload = collector::payload_of({{.endpoint = 0}});
  payload.objects.clear();
  bundle.add(norway->next_with(bundle.noon + std::chrono::seconds(30), payload));
  EXPECT_EQ(bundle.claim().counts.unknown_targets, 1U);
  const auto set = record::encode_target_set(record::sample::targets());
  bundle.objects[object_path(record::target_set_digest(record::sample::targets()))] = set;
  EXPECT_EQ(bundle.claim().counts, (ClaimCounts{.batches = 1, .measurements = 1}));
}

TEST_F(AccountOf, ADeadLineMeasuresNothing) {
  const auto counts = counts_with([](auto& envelope) {
    for (auto& ring : envelope.references.v4) ring.answered = 0;
  });
  EXPECT_EQ(counts, (ClaimCounts{.batches = 1, .line_dead = 1}));
  EXPECT_EQ(runs_of("NO"), std::vector({MinuteRun{0, 5, MinuteState::not_measured}}));
}

TEST_F(AccountOf, AnIsolatedCountryHasNoVoice) {
  const auto isolated = [](auto& envelope) { envelope.references.v4[2].answered = 0; };
  bundle.send(*norway, 30, {{.endpoint = 0, .outcome = Outcome::timeout}}, isolated);
  EXPECT_EQ(runs_of("NO").front(), (MinuteRun{0, 1, MinuteState::no_voice}));
  EXPECT_THAT(bundle.claim().reachability[ipv4_udp].outages, IsEmpty());
}

// A probe that is being cut off is connected by the count of its references for a while.
TEST_F(AccountOf, WhatACutMayHaveFailedHasNoVoice) {
  const auto isolated = [](auto& envelope) { envelope.references.v4[2].answered = 0; };
  bundle.send(*norway, 30, {{.endpoint = 0, .outcome = Outcome::timeout}});
  bundle.send(*norway, 49, {}, isolated);
  EXPECT_EQ(runs_of("NO").front(), (MinuteRun{0, 1, MinuteState::no_voice}));
  EXPECT_EQ(bundle.claim().counts.measurements, 1U);
}

TEST_F(AccountOf, ACutSaysNothingOfWhatWasLongBeforeIt) {
  const auto isolated = [](auto& envelope) { envelope.references.v4[2].answered = 0; };
  bundle.send(*norway, 30, {{.endpoint = 0, .outcome = Outcome::timeout}});
  bundle.send(*norway, 51, {}, isolated);  // 26 s after the query
  EXPECT_EQ(runs_of("NO").front(), (MinuteRun{0, 1, MinuteState::lost}));
}

TEST_F(AccountOf, ACutOfOneFamilySaysNothingOfTheOther) {
  const auto isolated = [](auto& envelope) { envelope.references.v6[2].answered = 0; };
  bundle.send(*norway, 30, {{.endpoint = 0, .outcome = Outcome::timeout}});
  bundle.send(*norway, 40, {}, isolated);
  EXPECT_EQ(runs_of("NO").front(), (MinuteRun{0, 1, MinuteState::lost}));
}

TEST_F(AccountOf, InterceptedIsCountedAndSaysNothing) {
  bundle.send(*norway, 30, {{.endpoint = 0, .outcome = Outcome::intercepted}});
  EXPECT_EQ(bundle.claim().counts, (ClaimCounts{.batches = 1, .intercepted = 1}));
}

TEST_F(AccountOf, AMeasurementCountsInTheMinuteInWhichItWasSent) {
  // Closed two seconds after noon, so sent before it; and closed after the span, sent in it.
  bundle.send(*norway, 2, {{.endpoint = 0}});
  bundle.send(*norway, 302, {{.endpoint = 0}});
  const auto claim = bundle.claim();
  EXPECT_EQ(claim.counts, (ClaimCounts{.batches = 2, .measurements = 1}));
  EXPECT_EQ(runs_of("NO").back(), (MinuteRun{4, 1, MinuteState::reached}));
}

TEST_F(AccountOf, ABatchThatDoesNotTouchTheSpanIsNotAskedFor) {
  bundle.send(*norway, -1, {{.endpoint = 0}});
  bundle.send(*norway, 310, {{.endpoint = 0}});
  EXPECT_EQ(bundle.claim().counts, ClaimCounts{});
}

TEST_F(AccountOf, AnotherPlanIsNotAskedForButIsInTheChain) {
  bundle.send(*norway, 30, {{.endpoint = 0}});
  bundle.send(*norway, 31, {{.endpoint = 0}}, [](auto& envelope) { envelope.plan = "spec10"; });
  bundle.send(*norway, 40, {{.endpoint = 0}});
  const auto claim = bundle.claim();
  EXPECT_EQ(claim.counts.batches, 2U);
  EXPECT_EQ(account_of(claim, "no-1").missing, 0U);
  EXPECT_EQ(account_of(claim, "no-1").broken, 0U);
}

TEST_F(AccountOf, WhatIsMissingOfAChainIsSaid) {
  bundle.send(*norway, 30, {{.endpoint = 0}});
  for (int i = 0; i < 3; ++i) norway->next(bundle.noon);  // never logged: 1, 2, 3
  bundle.send(*norway, 40, {{.endpoint = 0}}, [](auto& envelope) {
    envelope.gaps = {{2, 3, record::GapReason::thinned}};
  });
  const auto claim = bundle.claim();
  EXPECT_EQ(account_of(claim, "no-1").missing, 3U);
  EXPECT_EQ(account_of(claim, "no-1").explained, 2U);
  EXPECT_EQ(account_of(claim, "no-1").broken, 0U);
}

// The second one says that the first has a twin.
TEST_F(AccountOf, AChainThatDoesNotFitIsBroken) {
  bundle.send(*norway, 30, {{.endpoint = 0}});
  bundle.send(*norway, 40, {{.endpoint = 0}}, [](auto& envelope) { envelope.previous[0] ^= 1; });
  EXPECT_EQ(account_of(bundle.claim(), "no-1").broken, 1U);
  EXPECT_EQ(bundle.claim().counts,
            (ClaimCounts{.batches = 1, .contradicted = 1, .measurements = 1}));
}

TEST_F(AccountOf, WhatAProbeThatNobodyVouchesForDoesNotTellSpoilsNothing) {
  auto& stray = bundle.enter_alone("stray");
  const auto elsewhere = [](auto& envelope) { envelope.target_set = record::sample::digest_of(9); };
  bundle.send(stray, 30, {{.endpoint = 0}}, elsewhere);
  bundle.send(stray, 299, {{.endpoint = 0}});
  EXPECT_EQ(bundle.claim().counts, (ClaimCounts{.batches = 1, .not_attested = 1}));
  EXPECT_EQ(bundle.claim().newest, WallTime());
  bundle.objects.clear();
  EXPECT_EQ(bundle.claim().counts, ClaimCounts{});
}

TEST_F(AccountOf, ANewStateDirectoryBeginsANewChain) {
  bundle.send(*norway, 30, {{.endpoint = 0}});
  norway->reincarnate();
  bundle.send(*norway, 40, {{.endpoint = 0}});
  const auto claim = bundle.claim();
  EXPECT_EQ(account_of(claim, "no-1").missing, 0U);
  EXPECT_EQ(account_of(claim, "no-1").broken, 0U);
}

TEST_F(AccountOf, EachProbeIsListedWithItsSilence) {
  for (int end = 10; end <= 310; end += 10) bundle.send(*norway, end, {{.endpoint = 0}});
  bundle.send(*sweden, 100, {{.endpoint = 0}});
  const auto claim = bundle.claim();
  ASSERT_THAT(claim.probes, SizeIs(3));
  EXPECT_THAT(account_of(claim, "no-1").silences, IsEmpty());
  const auto at = [&](int seconds) { return bundle.noon + std::chrono::seconds(seconds); };
  EXPECT_THAT(account_of(claim, "se-1").silences,
              ElementsAre(Silence{at(0), at(90)}, Silence{at(100), at(300)}));
  EXPECT_EQ(account_of(claim, "se-1").silent, std::chrono::seconds(290));
  EXPECT_EQ(account_of(claim, "dk-1").silent, std::chrono::minutes(5));
  EXPECT_EQ(account_of(claim, "dk-1").batches, 0U);
}

TEST_F(AccountOf, AQuestionThatIsNoneIsRefused) {
  bundle.watch({norway}, 0, 1);
  const auto contents = bundle.contents();
  const auto range = *replay(contents);
  auto question = bundle.question;
  question.service = "root/z";
  EXPECT_FALSE(bundle::account_of(contents, range, question, {}));
  question = bundle.question;
  question.to = question.from;
  EXPECT_FALSE(bundle::account_of(contents, range, question, {}));
}

TEST_F(AccountOf, TwoProbesOfOneNameAreAnError) {
  bundle.enter_alone("twice");
  ScriptedProbe other("twice", 98);
  bundle.log.add(entry::Kind::enrolment, collector::enrolment_of(other));
  const auto contents = bundle.contents();
  EXPECT_FALSE(bundle::account_of(contents, *replay(contents), bundle.question, {}));
}

TEST_F(AccountOf, AClaimIsReadBackFromItsJson) {
  bundle.watch({norway, sweden, denmark}, 0, 5, Outcome::timeout);
  const auto claim = bundle.claim();
  const auto head = claim_head_from(to_json(claim));
  ASSERT_TRUE(head) << head.error().text;
  EXPECT_EQ(head->question, bundle.question);
  EXPECT_EQ(head->countries, bundle.countries());
}

TEST_F(AccountOf, WhatIsNoClaimIsRefused) {
  bundle.watch({norway}, 0, 1);
  const auto json = to_json(bundle.claim());
  for (std::size_t length = 0; length + 2 < json.size(); ++length) {
    EXPECT_FALSE(claim_head_from(json.substr(0, length)));
  }
  const auto with = [&](const std::string& old, const std::string& by) {
    auto text = json;
    const auto at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), by);
  };
  EXPECT_TRUE(claim_head_from(with("root/a", "root/b")));
  EXPECT_FALSE(claim_head_from(with("root/a", "root/n")));
  EXPECT_FALSE(claim_head_from(with("claim/1", "claim/2")));
  EXPECT_FALSE(claim_head_from(with("reachability/1", "reachability/2")));
  EXPECT_FALSE(claim_head_from(with("12:05:00.000000000Z", "12:00:00.000000000Z")));
  EXPECT_FALSE(claim_head_from(with("\"NO\"", "\"no\"")));
  EXPECT_FALSE(claim_head_from("[]"));
  EXPECT_FALSE(claim_head_from(std::string(100'000, '[')));
}

}  // namespace
}  // namespace tocsin::bundle
