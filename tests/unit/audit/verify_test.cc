#include "core/bundle/archive.h"
#include "core/bundle/report.h"
#include "core/bundle/verify_script.h"
#include "core/record/enrolment.h"
#include "tests/unit/audit/audited_bundle.h"

namespace tocsin::audit {
namespace {

using bundle::MadeUpBundle;
using cli::ExitCode;
using collector::ScriptedProbe;
using record::Outcome;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Verify : AuditedBundle {};

TEST_F(Verify, AWholeBundleHoldsToTheLastRung) {
  const auto found = audit(bundle.with_claim(), policy_text() + "require without 2\n");
  EXPECT_EQ(broken(bundle.with_claim(), policy_text() + "require without 2\n"), "");
  std::vector<std::string> names;
  for (const auto& rung : found.ladder) names.push_back(rung.name);
  EXPECT_THAT(names,
              testing::ElementsAre("FORMAT",
                                   "SIGNED",
                                   "ATTESTED",
                                   "INCLUDED",
                                   "WITNESSED",
                                   "COMPLETE RANGE",
                                   "TIMESTAMPED",
                                   "CLAIM REPRODUCED",
                                   "STANDS"));
  ASSERT_TRUE(found.concluded);
  EXPECT_EQ(found.concluded->reachability[0].outages.at(0).spare, 2U);
}

TEST_F(Verify, TheProgramSaysItAndEndsSo) {
  const auto zip = bundle::pack(bundle.with_claim());
  ASSERT_TRUE(zip) << zip.error().text;
  put("/claim.zip", *zip);
  put("/policy", as_bytes(policy_text()));
  ASSERT_EQ(run({"verify", "/claim.zip", "--policy", "/policy"}), ExitCode::ok) << out.str();
  EXPECT_THAT(out.str(),
              AllOf(HasSubstr("WITNESSED        yes  2 of 2 witnesses: w0, w1\n"),
                    HasSubstr("ATTESTED         yes  3 countries by your keys: DK, NO, SE\n"),
                    HasSubstr("OUTAGE 2026-11-29T12:01Z to 2026-11-29T12:03Z: in its weakest "
                              "minute 3 of 3 countries had lost it; it stands without any 2"),
                    HasSubstr("All that your policy asks for holds.")));
  ASSERT_EQ(run({"verify", "/claim.zip", "--policy", "/policy", "--output", "json"}), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr(R"({"holds":true,"ladder":[{"name":"FORMAT","holds":true,)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("concluded":{"format":"tocsin-claim/1",)"));
  put("/policy", as_bytes(policy_text({"NO"}) + "require countries 1\n"));
  EXPECT_EQ(run({"verify", "/claim.zip", "--policy", "/policy"}), ExitCode::ok) << out.str();
}

TEST_F(Verify, WhatIsNoBundleIsAFinding) {
  put("/claim.zip", as_bytes("PK"));
  put("/policy", as_bytes(policy_text()));
  EXPECT_EQ(run({"verify", "/claim.zip", "--policy", "/policy"}), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("FORMAT           NO"));
  EXPECT_EQ(run({"verify", "/none.zip", "--policy", "/policy"}), ExitCode::failed);
  put("/policy", as_bytes("nonsense\n"));
  EXPECT_EQ(run({"verify", "/claim.zip", "--policy", "/policy"}), ExitCode::failed);
}

TEST_F(Verify, OtherCountriesAreLeftOutOfTheConclusion) {
  const auto contents = bundle.with_claim();
  const auto found = audit(contents, policy_text({"NO"}));
  EXPECT_TRUE(all_hold(found.ladder));
  EXPECT_THAT(found.ladder[2].said, HasSubstr("not by them, and left out: DK, SE"));
  EXPECT_EQ(found.concluded->reachability[0].outages.at(0).voices, 1U);
}

TEST_F(Verify, AKeyThatIsNotTheCountrysGivesItNoVoice) {
  const auto policy = log_line() + witness_line(0) + "country NO " +
                      text_of(MadeUpBundle::country_key("XX")) + "\nquorum w0\n";
  EXPECT_EQ(broken(bundle.with_claim(), policy),
            "ATTESTED: 0 countries by your keys: none; not by them, and left out: DK, NO, SE; you "
            "ask for 1\nSTANDS: 0 of 1 outage by your countries\n");
}

TEST_F(Verify, ACollectorCannotMakeACountry) {
  // It makes up a probe and a country's word for it, with a key of its own.
  auto& puppet = bundle.enter("FI", "fi-1");
  bundle.watch({&puppet}, 0, 5, Outcome::timeout);
  const auto found = audit(bundle.with_claim(), policy_text() + country_line("XX"));
  EXPECT_THAT(found.ladder[2].said, HasSubstr("left out: FI"));
  for (const auto& path : found.concluded->reachability) {
    for (const auto& country : path.countries) EXPECT_NE(country.country, "FI");
  }
}

TEST_F(Verify, ACollectorCannotGiveACountrysProbeAKeyOfItsOwn) {
  const auto json = bundle::to_json(bundle.claim());
  const auto key = crypto::SigningKey::from_seed({99});
  record::Enrolment enrolment;
  enrolment.name = "no-1";
  enrolment.probe = norway->id();
  enrolment.key = key.public_key();
  enrolment.key_epoch = 1;
  enrolment.proof = record::sign_enrolment_proof(enrolment.request, key);
  bundle.log.add(entry::Kind::enrolment, encode(enrolment));
  auto contents = bundle.contents();
  contents[std::string(bundle::claim_path)] = Bytes(json.begin(), json.end());
  EXPECT_EQ(broken(contents), "FORMAT: an enrolment in the log: malformed\n");
}

TEST_F(Verify, AsManyCountriesAsThePolicyAsksFor) {
  EXPECT_THAT(
      broken(bundle.with_claim(), policy_text() + country_line("FI") + "require countries 4\n"),
      HasSubstr("ATTESTED: 3 countries by your keys: DK, NO, SE; you ask for 4"));
}

TEST_F(Verify, TheWitnessesAreThePolicysOwn) {
  const auto one = log_line() + witness_line(0) + country_line("NO") + "quorum w0\n";
  EXPECT_EQ(broken(bundle.with_claim(), one), "");
  const auto both = policy_text();
  bundle.witnesses.pop_back();
  EXPECT_EQ(broken(bundle.with_claim(), both),
            "WITNESSED: 1 of 2 witnesses: w0; not the quorum that you ask for\n");
}

TEST_F(Verify, AnotherLogsKeyIsNotEnough) {
  const auto stranger = tlog::verifier_key(bundle.log.origin(),
                                           tlog::Algorithm::ed25519,
                                           crypto::SigningKey::from_seed({8}).public_key());
  const auto policy = "log " + to_text(stranger) + "\n" + country_line("NO") + "quorum none\n";
  EXPECT_THAT(broken(bundle.with_claim(), policy), HasSubstr("WITNESSED: "));
}

TEST_F(Verify, WithoutWitnessesNobodySaysWhen) {
  const auto policy = log_line() + country_line("NO") + "quorum none\n";
  EXPECT_EQ(broken(bundle.with_claim(), policy),
            "COMPLETE RANGE: not enough of your witnesses say that it begins before the span\n"
            "TIMESTAMPED: no witness of yours says when; no token of a time-stamping authority\n");
}

TEST_F(Verify, AClaimThatDoesNotFollowIsNotReproduced) {
  auto contents = bundle.with_claim();
  auto& json = contents[std::string(bundle::claim_path)];
  auto text = std::string(as_text(json));
  const auto at = text.find("\"spare\": 2");
  ASSERT_NE(at, std::string::npos);
  text[at + 9] = '3';
  json.assign(text.begin(), text.end());
  EXPECT_EQ(broken(contents), "CLAIM REPRODUCED: its data give another claim\n");
}

TEST_F(Verify, APageOrAScriptThatIsNotOursIsNoticed) {
  auto contents = bundle.with_claim();
  const auto put = [&](std::string_view path, const std::string& text) {
    contents[std::string(path)] = Bytes(text.begin(), text.end());
  };
  const auto page = bundle::report_html(bundle.claim());
  put(bundle::report_path, page);
  put(bundle::verify_path, std::string(bundle::verify_script()));
  EXPECT_EQ(broken(contents), "");
  put(bundle::report_path, page + "<p>And it was their fault.</p>");
  EXPECT_THAT(broken(contents), HasSubstr("CLAIM REPRODUCED: report.html is not the page"));
  put(bundle::report_path, page);
  put(bundle::verify_path, "#!/bin/bash\necho all is well\n");
  EXPECT_THAT(broken(contents), HasSubstr("CLAIM REPRODUCED: verify.sh is not our script"));
}

TEST_F(Verify, AnotherQuestionThanThatOfTheClaimGivesAnother) {
  auto contents = bundle.with_claim();
  auto claim = bundle.claim();
  claim.question.to = claim.question.to + std::chrono::minutes(1);
  const auto json = bundle::to_json(claim);
  contents[std::string(bundle::claim_path)] = Bytes(json.begin(), json.end());
  EXPECT_THAT(broken(contents), HasSubstr("CLAIM REPRODUCED"));
}

TEST_F(Verify, APayloadThatIsLeftOutIsNoticed) {
  bundle.objects.erase(bundle.objects.begin());
  EXPECT_THAT(broken(bundle.with_claim()), HasSubstr(" batches the data are not here"));
}

TEST_F(Verify, APayloadThatWasChangedIsNotSigned) {
  bundle.objects.begin()->second.back() ^= 1;
  EXPECT_THAT(broken(bundle.with_claim()), HasSubstr("SIGNED: 0 batches are not, and of "));
}

TEST_F(Verify, ABatchThatNobodyEnrolledForIsNotSigned) {
  ScriptedProbe stranger("no-2", 99);
  bundle.watch({&stranger}, 0, 1);
  EXPECT_THAT(broken(bundle.with_claim()), HasSubstr("SIGNED: 1 batch is not"));
}

TEST_F(Verify, ARangeThatBeginsInTheSpanIsNotComplete) {
  bundle.question.from = bundle.noon - std::chrono::minutes(2);
  EXPECT_EQ(broken(bundle.with_claim()),
            "COMPLETE RANGE: not enough of your witnesses say that it begins before the span\n");
}

TEST_F(Verify, ARangeThatEndsInTheSpanIsNotComplete) {
  bundle.question.to = bundle.noon + std::chrono::minutes(11);
  EXPECT_EQ(broken(bundle.with_claim()),
            "COMPLETE RANGE: not enough of your witnesses say that it ends after the span\n");
}

// Otherwise one probe could take everybody's evidence away.
TEST_F(Verify, ABrokenChainIsListedAndCostsItsProbeAlone) {
  bundle.send(*norway, 400, {}, [](auto& envelope) { envelope.previous[0] ^= 1; });
  const auto found = audit(bundle.with_claim(), policy_text());
  EXPECT_TRUE(all_hold(found.ladder));
  EXPECT_THAT(found.ladder[5].said, HasSubstr("no-1 (chain broken 1 times, silent for"));
}

TEST_F(Verify, AProbeOfNoneOfTheReadersCountriesSpoilsNothing) {
  auto& hostile = bundle.enter("XX", "xx-1");
  bundle.send(
      hostile, 100, {{.endpoint = 0}}, [](auto& envelope) { envelope.target_set = Digest{9}; });
  bundle.send(hostile, 299, {{.endpoint = 0}}, [&](auto& envelope) {
    envelope.closed_at.wall = bundle.noon + std::chrono::minutes(12);
    envelope.opened_at = envelope.closed_at.monotonic - std::chrono::minutes(10);
  });
  const auto contents = bundle.with_claim();
  EXPECT_EQ(broken(contents, policy_text()), "");
  EXPECT_THAT(broken(contents, policy_text({"NO", "SE", "DK", "XX"})),
              AllOf(HasSubstr("COMPLETE RANGE: of 1 batch the data are not here"),
                    HasSubstr("TIMESTAMPED: ")));
}

TEST_F(Verify, SilentAndGappedProbesAreListed) {
  norway->next(bundle.noon);
  bundle.watch({norway}, 4, 5);
  const auto found = audit(bundle.with_claim(), policy_text());
  EXPECT_TRUE(all_hold(found.ladder));
  EXPECT_THAT(found.ladder[5].said, HasSubstr("no-1 (1 missing, 0 explained, silent for"));
}

// What was logged before the range is what the log says it is, or nobody knows.
TEST_F(Verify, AnEarlierEntryThatIsLeftOutIsNoticed) {
  const auto whole = bundle.with_claim();
  ASSERT_EQ(broken(whole), "");
  for (std::uint64_t index = 0; index < 6; ++index) {
    auto lacking = whole;
    ASSERT_EQ(lacking.erase(bundle::entry_path(index)), 1U);
    ASSERT_EQ(lacking.erase(bundle::proof_path(index)), 1U);
    EXPECT_THAT(broken(lacking),
                HasSubstr("COMPLETE RANGE: entry 256: its roster is not that of the first 256 "
                          "entries; it has entry " +
                          std::to_string(index) + ", which is not among them"));
  }
}

TEST_F(Verify, WhereNoRosterIsStatedTheRangeIsNotComplete) {
  MadeUpBundle other;
  auto& probe = other.enter("NO", "no-1");
  other.begin_unstated();
  other.watch({&probe}, 0, 5);
  EXPECT_EQ(broken(other.with_claim()),
            "COMPLETE RANGE: no roster in it says what else of the probes was logged before entry "
            "256\n");
}

TEST_F(Verify, SaysThatTheRosterIsTheCollectorsWord) {
  const auto found = audit(bundle.with_claim(), policy_text());
  EXPECT_THAT(found.ladder[5].said,
              HasSubstr("the roster before entry 256 is the one that entry 256 names, which is the "
                        "collector's word unless you check the whole log"));
}

TEST_F(Verify, WhatIsDatedAfterTheWitnessesSawItIsNotTimestamped) {
  const auto late = bundle.noon + std::chrono::minutes(12);
  bundle.send(*norway, 299, {}, [&](auto& envelope) {
    envelope.closed_at.wall = late;
    envelope.opened_at = envelope.closed_at.monotonic - std::chrono::minutes(10);
  });
  EXPECT_THAT(broken(bundle.with_claim()),
              HasSubstr("TIMESTAMPED: not before 2026-11-29T11:59:00Z, logged by "
                        "2026-11-29T12:10:00Z, yet dated up to 2026-11-29T12:12:00Z"));
}

TEST_F(Verify, ALogThatWasForkedIsNotIncluded) {
  auto contents = bundle.with_claim();
  for (auto& [path, bytes] : contents) {
    if (path.starts_with("tile/entries/")) bytes[bytes.size() / 2] ^= 1;
  }
  const auto found = audit(contents, policy_text());
  EXPECT_FALSE(all_hold(found.ladder));
  EXPECT_EQ(found.ladder.back().name, "INCLUDED");
  EXPECT_FALSE(found.concluded);
}

// Of any file: nothing that a reader relies on changes unnoticed.
TEST_F(Verify, EveryFileThatIsMissingIsNoticed) {
  const auto whole = bundle.with_claim();
  for (const auto& [path, bytes] : whole) {
    auto without = whole;
    without.erase(path);
    EXPECT_THAT(broken(without), Not(IsEmpty())) << path;
  }
}

// A bundle of one batch, every bit of it: either it is refused, or nothing of it has changed.
TEST(VerifySmall, NoBitCanBeFlippedUnnoticed) {
  MadeUpBundle small;
  auto& probe = small.enter("NO", "no-1");
  small.begin();
  small.watch({&probe}, 0, 1);
  const auto contents = small.with_claim();
  auto zip = *bundle::pack(contents);
  for (std::size_t bit = 0; bit < 8 * zip.size(); ++bit) {
    zip[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto read = bundle::unpack(zip);
    ASSERT_TRUE(!read || *read == contents) << "bit " << bit;
    zip[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
  EXPECT_TRUE(bundle::unpack(zip));
}

TEST_F(Verify, NamesOfStrangersDoNotReachTheTerminal) {
  std::ostringstream text;
  print_text(text, Ladder{{"FORMAT", Rung::Holds::no, "a\x1b[2Jb\xc3\xa9"}});
  EXPECT_EQ(text.str(), "FORMAT           NO   a?[2Jb??\n");
}

}  // namespace
}  // namespace tocsin::audit
