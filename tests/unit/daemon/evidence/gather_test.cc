#include "daemon/evidence/gather.h"

#include <gmock/gmock.h>

#include "core/bundle/account.h"
#include "core/bundle/archive.h"
#include "core/bundle/range.h"
#include "core/crypto/sha256.h"
#include "core/plan/root_hints.h"
#include "core/record/limits.h"
#include "core/record/plan_codec.h"
#include "core/record/revocation.h"
#include "core/record/target_set.h"
#include "daemon/evidence/claimed.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/record/sample_batch.h"
#include "tests/support/record/sample_statements.h"
#include "tests/unit/daemon/evidence/made_up_state.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

using After = Evidence::After;

class Gathering : public testing::Test {
 protected:
  Gathering() { wish_.question = {.service = "root/a", .from = noon, .to = noon + 5min}; }

  Result<Evidence> ask() {
    state_.publish();
    return gather(files_, state_.places, wish_, state_.policy(), noon + 72h);
  }
  Evidence gathered() {
    auto evidence = ask();
    EXPECT_TRUE(evidence) << evidence.error().text;
    return evidence ? *std::move(evidence) : Evidence{};
  }
  std::string refused() {
    const auto evidence = ask();
    return evidence ? "" : evidence.error().text;
  }
  // What a reader makes of it.
  bundle::Claim claimed(Evidence evidence) {
    return claimed_with_roster(std::move(evidence)).claim;
  }
  Claimed claimed_with_roster(Evidence evidence) {
    auto found = add_claim(evidence.contents, wish_.question, state_.policy(), state_.countries());
    EXPECT_TRUE(found) << found.error().text;
    return found ? *std::move(found) : Claimed{};
  }
  // What `tocsind bundle` warns of.
  std::string warned() { return roster_warning(claimed_with_roster(gathered()).roster, 30s); }
  static bool has(const Evidence& evidence, const Digest& object) {
    return evidence.contents.contains(bundle::object_path(object));
  }

  durable::FaultyFileSystem files_;
  MadeUpState state_{files_,
                     {"/journal", "/committed", "/log"},
                     "geneva.example/log",
                     crypto::SigningKey::from_seed({7})};
  EvidenceWish wish_;
};

TEST_F(Gathering, TakesWhatLiesBetweenTheRecordedCheckpoints) {
  state_.usual_hour();
  const auto evidence = gathered();
  EXPECT_EQ(evidence.before->size, 300U);
  EXPECT_EQ(evidence.before->at, noon - 1min);
  EXPECT_EQ(evidence.first, 256U);
  EXPECT_EQ(evidence.after.size, 700U);
  EXPECT_EQ(evidence.after_is, After::recorded);
  EXPECT_EQ(evidence.batches, 5U);
  EXPECT_EQ(evidence.earlier, 2U);
  EXPECT_EQ(evidence.missing.payloads + evidence.missing.target_sets, 0U);
  const auto range = bundle::replay(evidence.contents);
  ASSERT_TRUE(range) << range.error().text;
  EXPECT_EQ(range->entries.size(), 700U - 256U);
  const auto claim = claimed(evidence);
  EXPECT_EQ(claim.counts.batches, 5U);
  EXPECT_EQ(claim.counts.measurements, 5U);
  EXPECT_EQ(claim.counts.without_payload + claim.counts.unknown_targets, 0U);
}

TEST_F(Gathering, TakesWhatACountryTookBackEarlier) {
  auto& probe = state_.enter("no-1");
  const record::Revocation revoked{"NO", probe.key().public_key(), noon + 2min, "stolen"};
  state_.add(entry::Kind::revocation, record::sign(revoked, state_.country()));
  state_.fill(300);
  state_.record(-1min);
  for (int minute = 0; minute < 5; ++minute) state_.send(probe, minute * 1min + 30s);
  state_.record(16min);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.earlier, 3U);
  EXPECT_EQ(claimed(evidence).counts.not_attested, 3U);
}

TEST_F(Gathering, WarnsOfARangeWithoutASnapshotOfTheRoster) {
  auto& probe = state_.enter("no-1");
  state_.fill(300);
  state_.state_roster();
  state_.fill(600);
  state_.record(-1min);
  state_.send(probe, 1min);
  state_.record(16min);
  EXPECT_THAT(warned(), HasSubstr("COMPLETE RANGE does not hold. Make it again later"));
  EXPECT_THAT(warned(), HasSubstr("every 30s (log.roster_every)"));
  state_.state_roster();
  EXPECT_THAT(warned(), HasSubstr("no snapshot")) << "it is behind the range";
  wish_.late = 20min;
  state_.record(21min);
  EXPECT_EQ(warned(), "");
}

TEST_F(Gathering, WarnsOfASnapshotThatIsWrong) {
  state_.usual_hour();
  EXPECT_EQ(warned(), "");
  const entry::RosterSnapshot snapshot{{.digest = {1}, .bytes = 1}, 300, noon};
  state_.add(entry::Kind::roster, encode(snapshot));
  wish_.late = 20min;
  state_.record(21min);
  EXPECT_THAT(warned(), HasSubstr("COMPLETE RANGE does not hold: "));
  EXPECT_THAT(warned(), HasSubstr("tocsin-audit log verify"));
}

TEST_F(Gathering, WarnsOfNothingWhereTheWholeLogIsThere) {
  auto& probe = state_.enter("no-1");
  state_.send(probe, 1min);
  state_.record(16min);
  EXPECT_EQ(warned(), "");
}

TEST_F(Gathering, GivesTheSameBytesToTheSameQuestion) {
  state_.usual_hour();
  const auto packed = [this] {
    auto evidence = gathered();
    EXPECT_TRUE(add_claim(evidence.contents, wish_.question, state_.policy(), state_.countries()));
    return bundle::pack(evidence.contents).value();
  };
  const auto first = packed();
  state_.fill(1000);
  EXPECT_EQ(packed(), first) << "whatever is logged later";
}

TEST_F(Gathering, TakesWhatCameLate) {
  state_.usual_hour();
  state_.record(1h);
  auto& probe = state_.enter("no-2");
  const auto late = state_.send(probe, 2min);
  EXPECT_EQ(gathered().after_is, After::committed) << "nothing recorded has it yet";
  state_.record(2h);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.after.size, late + 1);
  EXPECT_EQ(evidence.batches, 6U);
  EXPECT_EQ(claimed(evidence).counts.batches, 6U);
}

TEST_F(Gathering, LeavesOutWhatCameADayLaterAndCountsIt) {
  state_.usual_hour();
  state_.record(25h);
  auto& probe = state_.enter("no-2");
  state_.send(probe, 2min);
  state_.record(26h);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.after.size, 700U);
  EXPECT_EQ(evidence.batches, 5U);
  EXPECT_EQ(evidence.too_late, 1U);
  wish_.late = 25h + 30min;
  EXPECT_EQ(gathered().batches, 6U);
}

TEST_F(Gathering, WaitsAsLongAsItIsTold) {
  state_.usual_hour();
  wish_.late = 0s;
  EXPECT_EQ(gathered().after.at, noon + 6min);
  wish_.late = 11min;
  EXPECT_EQ(gathered().after.at, noon + 16min);
}

TEST_F(Gathering, EndsWithTheNewestThatIsCosignedWhereNoneIsRecordedLater) {
  auto& probe = state_.enter("no-1");
  state_.record(-1min);
  state_.send(probe, 1min);
  EXPECT_EQ(gathered().after_is, After::committed);
  LogFolder folder(files_, state_.places.log);
  ASSERT_TRUE(folder.publish_cosigned(state_.cosigned(3, 30s)));
  EXPECT_EQ(gathered().after_is, After::committed) << "the batch is not in it";
  ASSERT_TRUE(folder.publish_cosigned(state_.cosigned(4, 2min)));
  state_.fill(10);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.after_is, After::cosigned);
  EXPECT_EQ(evidence.after.size, 4U);
  EXPECT_EQ(evidence.after.at, noon + 2min);
}

TEST_F(Gathering, BeginsWithTheLogWhereNoneIsRecordedBefore) {
  auto& probe = state_.enter("no-1");
  state_.fill(600);
  state_.send(probe, 1min);
  state_.record(20min);
  const auto evidence = gathered();
  EXPECT_FALSE(evidence.before);
  EXPECT_EQ(evidence.first, 0U);
  EXPECT_EQ(claimed(evidence).counts.batches, 1U);
}

TEST_F(Gathering, BeginsWithTheFirstBatchWhereNoneIsEverRecorded) {
  auto& probe = state_.enter("no-1");
  state_.fill(600);
  state_.send(probe, 1min);
  state_.fill(601);
  const auto evidence = gathered();
  EXPECT_FALSE(evidence.before);
  EXPECT_EQ(evidence.first, 512U);
  EXPECT_EQ(evidence.after_is, After::committed);
  EXPECT_EQ(evidence.after.at, std::nullopt);
  EXPECT_EQ(claimed(evidence).counts.batches, 1U);
}

TEST_F(Gathering, TakesNoCheckpointAsEarlierThanABatchThatIsInIt) {
  auto& probe = state_.enter("no-1");
  state_.record(-10min);
  state_.send(probe, 1min);  // by a clock that runs ahead
  state_.record(-1min);
  state_.send(probe, 2min);
  state_.record(20min);
  EXPECT_EQ(gathered().before->at, noon - 10min);
}

TEST_F(Gathering, FindsTheTargetSetThatAnEarlierBatchBroughtAlong) {
  const auto set = record::target_set_digest(record::sample::targets());
  auto unannounced = payload_of({{}});
  unannounced.objects.clear();
  auto& probe = state_.enter("no-1");
  state_.fill(300);
  state_.send(probe, -30h);
  state_.record(-1min);
  state_.send(probe, 1min, unannounced);
  state_.record(20min);
  const auto evidence = gathered();
  EXPECT_TRUE(has(evidence, set));
  EXPECT_EQ(claimed(evidence).counts.unknown_targets, 0U);
}

TEST_F(Gathering, FindsWhatEntriesOfTheLogReferTo) {
  auto unannounced = payload_of({{}});
  unannounced.objects.clear();
  const auto set = record::encode_target_set(record::sample::targets());
  const auto plan = record::encode_plan(record::sample::plan());
  auto& probe = state_.enter("no-1");
  state_.add(entry::Kind::target_set, encode(entry::refer_to(set)), set);
  state_.add(entry::Kind::plan, encode(entry::refer_to(plan)), plan);
  const auto under_plan = [&](record::Envelope& envelope) {
    envelope.plan_digest = crypto::sha256(plan);
  };
  state_.send(probe, 1min, unannounced, under_plan);
  const auto evidence = gathered();
  EXPECT_TRUE(has(evidence, crypto::sha256(set)));
  EXPECT_TRUE(has(evidence, crypto::sha256(plan)));
  EXPECT_EQ(evidence.missing, MissingObjects{});
}

TEST_F(Gathering, HasWhatIsCompiledIn) {
  auto& probe = state_.enter("no-1");
  auto unannounced = payload_of({{}});
  unannounced.objects.clear();
  const auto set = record::target_set_digest(plan::compiled_root_targets());
  const auto of_its_own = [&](record::Envelope& envelope) {
    envelope.plan_digest = record::plan_digest(plan::watch());
    envelope.target_set = set;
  };
  state_.send(probe, 1min, unannounced, of_its_own);
  const auto evidence = gathered();
  EXPECT_TRUE(has(evidence, record::plan_digest(plan::watch())));
  EXPECT_TRUE(has(evidence, set));
  EXPECT_EQ(evidence.missing, MissingObjects{});
}

TEST_F(Gathering, FindsRepliesThatAnEarlierPayloadOfTheProbeKeeps) {
  const Bytes reply{0, 0, 1, 2, 3};
  const Bytes forgotten{0, 0, 9};
  auto& probe = state_.enter("no-1");
  auto& other = state_.enter("no-2");
  state_.send(probe, -11h, payload_of({{.reply = reply}}));
  state_.send(other, -11h, payload_of({{.reply = forgotten}}));
  state_.record(-1min);
  auto named = payload_of({{.endpoint = 0, .reply = reply}, {.endpoint = 2, .reply = forgotten}});
  for (auto& each : named.replies) each = {.digest = each.digest, .bytes = 0, .kept = {}};
  const auto digests = named.replies;
  state_.send(probe, 1min, named);
  state_.record(20min);
  const auto evidence = gathered();
  EXPECT_TRUE(has(evidence, crypto::sha256(reply)));
  EXPECT_FALSE(has(evidence, crypto::sha256(forgotten))) << "it is another probe's";
  EXPECT_EQ(evidence.missing.replies, 1U);
}

TEST_F(Gathering, SaysWhichRepliesWereCut) {
  const Bytes reply(5000, 0);
  auto& probe = state_.enter("no-1");
  state_.send(probe, -1h, payload_of({{.reply = reply}}));
  auto named = payload_of({{.reply = reply}});
  named.replies[0] = {.digest = named.replies[0].digest, .bytes = 0, .kept = {}};
  state_.send(probe, 1min, named);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.missing.cut_replies, 1U);
  EXPECT_EQ(evidence.missing.replies, 0U);
}

TEST_F(Gathering, SaysWhatIsMissing) {
  auto& probe = state_.enter("no-1");
  auto unannounced = payload_of({{}});
  unannounced.objects.clear();
  state_.send(probe, 1min, unannounced);
  const auto lost = probe.next_with(noon + 2min, payload_of({{}}));
  state_.add(entry::Kind::batch, lost.envelope.bytes(), as_bytes("pruned"));
  const auto evidence = gathered();
  EXPECT_EQ(evidence.missing.payloads, 1U);
  EXPECT_EQ(evidence.missing.target_sets, 1U);
  EXPECT_EQ(evidence.missing.plans, 1U);
  const auto claim = claimed(evidence);
  EXPECT_EQ(claim.counts.without_payload, 1U);
  EXPECT_EQ(claim.counts.unknown_targets, 1U);
}

TEST_F(Gathering, RefusesQuestionsThatAreNone) {
  state_.usual_hour();
  auto& question = wish_.question;
  const auto good = question;
  question.service = "com";
  EXPECT_THAT(refused(), HasSubstr("service"));
  question = good;
  question.to = question.from;
  EXPECT_NE(refused(), "");
  question.to = question.from - 1h;
  EXPECT_NE(refused(), "");
  question.to = question.from + 24h * 32;
  EXPECT_NE(refused(), "");
  question = good;
  question.from = question.from + 1s;
  EXPECT_NE(refused(), "");
  question.from = noon + 100h;
  question.to = noon + 101h;
  EXPECT_THAT(refused(), HasSubstr("has not begun"));
  question.from = noon - 24h * 40;
  question.to = noon - 24h * 10;
  EXPECT_THAT(refused(), HasSubstr("no batch of the plan watch"));
  question = good;
  question.plan = "spec10";
  EXPECT_THAT(refused(), HasSubstr("no batch of the plan spec10"));
}

TEST_F(Gathering, RefusesMoreThanABundleHolds) {
  auto& probe = state_.enter("no-1");
  const auto large = [](record::Envelope& envelope) {
    envelope.payload_bytes = record::payload_bytes_max;
  };
  for (int i = 0; i < 128; ++i) state_.send(probe, 1min, payload_of({{}}), large);
  EXPECT_THAT(refused(), HasSubstr("128 batches of it, about 2048 MiB; ask for less"));
}

TEST_F(Gathering, RefusesAStateThatIsNotAsItWasSigned) {
  state_.usual_hour();
  ASSERT_TRUE(ask());
  const auto policy = state_.policy();
  const auto error = [&] {
    const auto evidence = gather(files_, state_.places, wish_, policy, noon + 1h);
    return evidence ? "" : evidence.error().text;
  };
  const auto damaged = [&](const std::string& path, auto damage) {
    auto& bytes = files_.bytes(path);
    const auto good = bytes;
    damage(bytes);
    const auto text = error();
    bytes = good;
    return text;
  };
  const auto cut = [](Bytes& bytes) { bytes.resize(bytes.size() / 2); };
  const auto flip = [](Bytes& bytes) { bytes[bytes.size() / 2] ^= 1; };
  EXPECT_EQ(error(), "");
  EXPECT_THAT(damaged("/committed", flip), HasSubstr("/committed: "));
  EXPECT_THAT(damaged("/log/tile/entries/001", cut), HasSubstr("tile/entries/001"));
  EXPECT_NE(damaged("/log/tile/0/000", cut), "");
  const auto segment = "/journal/" + files_.list("/journal")->front();
  EXPECT_THAT(damaged(segment, [](Bytes& bytes) { bytes.resize(20'000); }),
              HasSubstr("although it had been synced"));
}

TEST_F(Gathering, DoesNotMindWhatIsTornBehindTheLog) {
  state_.usual_hour();
  ASSERT_TRUE(ask());
  auto& bytes = files_.bytes("/journal/" + files_.list("/journal")->front());
  append(bytes, as_bytes("TFRM and then nothing"));
  const auto evidence = gather(files_, state_.places, wish_, state_.policy(), noon + 1h);
  EXPECT_TRUE(evidence) << evidence.error().text;
}

TEST_F(Gathering, WritesAPolicyThatCanBeRead) {
  state_.witnesses.push_back({"nic.no/w", crypto::SigningKey::from_seed({62})});
  state_.witnesses.push_back({"enough", crypto::SigningKey::from_seed({63})});
  const auto text = policy_example(state_.policy(), {});
  const auto read = tlog::parse_policy(text);
  ASSERT_TRUE(read) << text << read.error().text;
  EXPECT_EQ(read->witnesses.size(), 4U);
  EXPECT_EQ(read->groups.front().needed, 4U);
  EXPECT_TRUE(tlog::parse_policy(
      policy_example({.logs = read->logs, .witnesses = {}, .groups = {}, .quorum = "none"}, {})));
  EXPECT_THAT(policy_example(state_.policy(), state_.countries()), HasSubstr("\ncountry NO "));
}

}  // namespace
}  // namespace tocsin::collector
