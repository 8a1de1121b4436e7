#include "core/window/correctness_judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "core/crypto/sha256.h"
#include "tests/unit/core/window/zones_of_january.h"

namespace tocsin::window {
namespace {

using namespace std::chrono_literals;
using judge::test::ScriptedRoot;
using judge::test::Type;
using testing::ElementsAre;
using Verdict = std::optional<bool>;

record::Reply kept(Bytes bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  return {.digest = crypto::sha256(bytes), .bytes = size, .kept = std::move(bytes)};
}

record::Reply named(const record::Reply& reply) {
  return {.digest = reply.digest, .bytes = 0, .kept = {}};
}

// Whoever judges has seen the old zone long before, and again within the two days.
struct JudgeOfALog : testing::Test {
  CorrectnessJudge judge{anchors_of_january(), RecentZones()};
  const record::Reply old_ds =
      kept(ScriptedRoot(judge::test::zone_of("old.zone")).reply("no.", Type::ds).bytes());
  const record::Reply new_ds =
      kept(ScriptedRoot(judge::test::zone_of("new.zone")).reply("no.", Type::ds).bytes());
  std::uint64_t next = 0;

  void SetUp() override {
    learn("old.zone", january(-72));
    learn("old.zone", january(-30));
  }
  void learn(const std::string& name, WallTime first_seen) {
    const auto entry = entry_of(name, first_seen);
    judge.learn(next++, entry.body(), entry.object);
  }
  // Replies of 4096 octets that nobody has seen before, in an interval long ago.
  void pour(std::size_t replies) {
    for (std::size_t i = 0; i < replies; ++i) {
      Bytes bytes(record::reply_bytes_max);
      std::memcpy(bytes.data(), &i, sizeof i);
      judge.wait({.t = january(-20), .vp = "rogue", .rsi = 'k'}, kept(std::move(bytes)));
      judge.judge_due(january(), [](const auto&) {});
    }
  }
  void wait(const record::Reply& reply, WallTime at = january(), char letter = 'k') {
    judge.wait({.t = at, .vp = "no-1", .rsi = letter}, reply);
  }
  // When a batch comes then.
  std::vector<Verdict> verdicts(WallTime arrival) {
    std::vector<Verdict> all;
    judge.judge_due(arrival, [&](const auto& response) {
      EXPECT_EQ(response.vp, "no-1");
      all.push_back(response.correct);
    });
    return all;
  }
  std::vector<Verdict> late_verdicts() { return verdicts(january(72)); }
};

TEST_F(JudgeOfALog, WaitsForTheZonesThatMayYetCome) {
  wait(old_ds);
  const auto settled = january() + 5min + CorrectnessJudge::settled_after;
  EXPECT_THAT(verdicts(settled - 1ns), ElementsAre());
  EXPECT_THAT(verdicts(settled), ElementsAre(true));
  EXPECT_THAT(verdicts(january(72)), ElementsAre()) << "once";
}

TEST_F(JudgeOfALog, FindsCorrectWhatIsOfAZoneThatTheLogHadWithinAnHour) {
  wait(new_ds);
  wait(old_ds);
  learn("new.zone", january(1));
  EXPECT_THAT(late_verdicts(), ElementsAre(true, true));
}

TEST_F(JudgeOfALog, FindsIncorrectWhatIsOfALaterZone) {
  wait(new_ds);
  learn("new.zone", january(1) + 1ns);
  EXPECT_THAT(late_verdicts(), ElementsAre(false));
}

TEST_F(JudgeOfALog, GivesNoVerdictWhereItMayHaveMissedAZone) {
  CorrectnessJudge young(anchors_of_january(), RecentZones());
  std::swap(judge, young);
  learn("old.zone", january(-48) + 1ns);
  wait(new_ds);
  wait(old_ds);
  EXPECT_THAT(late_verdicts(), ElementsAre(std::nullopt, std::nullopt));
}

TEST_F(JudgeOfALog, GivesNoVerdictWhereAZoneIsNotAtHand) {
  auto entry = entry_of("new.zone", january(-1));
  judge.learn(next++, entry.body(), {});
  wait(new_ds);
  wait(old_ds);
  EXPECT_THAT(late_verdicts(), ElementsAre(std::nullopt, std::nullopt));
}

TEST_F(JudgeOfALog, WithoutAZoneJudgesNothing) {
  CorrectnessJudge blind(anchors_of_january(), RecentZones());
  std::swap(judge, blind);
  wait(old_ds);
  EXPECT_THAT(late_verdicts(), ElementsAre(std::nullopt));
}

TEST_F(JudgeOfALog, KnowsTheZonesOfBefore) {
  RecentZones before;
  const auto entry = entry_of("old.zone", january(-48));
  before.learn(0, entry.body(), entry.object);
  CorrectnessJudge other(anchors_of_january(), std::move(before));
  std::swap(judge, other);
  wait(new_ds);
  EXPECT_THAT(late_verdicts(), ElementsAre(false));
}

TEST_F(JudgeOfALog, JudgesWhatComesLateAtOnce) {
  wait(old_ds);
  EXPECT_THAT(verdicts(january(20)), ElementsAre(true));
  wait(old_ds, january() - 10s);
  EXPECT_THAT(verdicts(january(20)), ElementsAre(true));
}

TEST_F(JudgeOfALog, KnowsAReplyThatWasKeptOnce) {
  wait(named(old_ds), january() - 10min);
  wait(old_ds, january() - 5min);
  wait(named(old_ds), january());
  EXPECT_THAT(late_verdicts(), ElementsAre(true, true, true));
}

TEST_F(JudgeOfALog, LearnsUntilItJudgesWhatAReplyIs) {
  wait(named(old_ds));
  wait(named(new_ds));
  const auto settled = january() + 5min + CorrectnessJudge::settled_after;
  EXPECT_THAT(verdicts(settled - 1ns), ElementsAre());
  wait(old_ds, january(), 'l');
  EXPECT_THAT(verdicts(settled), ElementsAre(true, std::nullopt, true));
  wait(new_ds);
  EXPECT_THAT(verdicts(settled), ElementsAre(false)) << "and not what was judged before";
}

TEST_F(JudgeOfALog, ForgetsNoReplyForAProbeThatPoursOthersIn) {
  wait(old_ds, january() - 5min);
  pour(CorrectnessJudge::reply_octets_max / record::reply_bytes_max + 1);
  wait(named(old_ds));
  EXPECT_THAT(late_verdicts(), ElementsAre(true, true));
}

TEST_F(JudgeOfALog, JudgesNoReplyThatIsCut) {
  auto cut = old_ds;
  ++cut.bytes;
  wait(cut);
  EXPECT_THAT(late_verdicts(), ElementsAre(std::nullopt));
}

TEST_F(JudgeOfALog, HoldsOfAProbeLetterAndIntervalNoMoreThanAFew) {
  for (std::size_t i = 0; i < 9; ++i) wait(old_ds);
  wait(old_ds, january(), 'a');
  wait(old_ds, january() - 5min);
  EXPECT_EQ(late_verdicts().size(), CorrectnessJudge::waiting_max + 2);
}

TEST_F(JudgeOfALog, TheEndsOfTimeDoNoHarm) {
  wait(old_ds);
  EXPECT_THAT(verdicts(WallTime{Duration::min()}), ElementsAre());
  EXPECT_THAT(verdicts(WallTime{}), ElementsAre());
  EXPECT_THAT(verdicts(WallTime{Duration::max()}), ElementsAre(true));
}

}  // namespace
}  // namespace tocsin::window
