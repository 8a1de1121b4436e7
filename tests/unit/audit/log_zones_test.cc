// Replies judged by the root zones that the log has itself, with the reader's anchors alone.
#include "audit/log_zones.h"

#include "core/crypto/sha256.h"
#include "tests/support/root/zone_entry.h"
#include "tests/unit/audit/audited_log.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using std::chrono::hours;
using testing::HasSubstr;
using testing::Not;

struct ZonesInTheLog : AuditedLog {
  const WallTime asked = *from_rfc3339("2026-01-15T00:00:05Z");  // as add_judged does
  static constexpr const char* one_is_right = R"("correctness":{"value":0.5,)";
  static constexpr const char* nobody_can_be_wrong = R"("correctness":{"value":null,)";

  ZonesInTheLog() { more = {"--anchor", "/state/anchor.ds"}; }

  static Bytes object_of(const std::string& name) {
    return test::zone_entry(judged_zone(name), WallTime()).object;
  }
  static record::ZoneVersion version_of(const std::string& name, WallTime first_seen) {
    return test::zone_entry(judged_zone(name), first_seen).version;
  }

  void add(const record::ZoneVersion& version, ByteView object) {
    log.add(entry::Kind::zone, encode(version), object);
  }
  void add(const std::string& name, WallTime first_seen) {
    add(version_of(name, first_seen), object_of(name));
  }

  ExitCode january() { return run({"rssac047", "--month", "2026-01", "--output", "json"}); }

  void expect_refused(const std::string& why) {
    add_judged();
    ASSERT_EQ(january(), ExitCode::ok) << err.str();
    EXPECT_THAT(out.str(), HasSubstr(R"("correctness":{"value":null,)"));
    EXPECT_THAT(out.str(), HasSubstr(R"("refused_zones":[{"zone":"serial )"));
    EXPECT_THAT(out.str(), HasSubstr(R"("why":")" + why));
  }
};

TEST_F(ZonesInTheLog, JudgeItsRepliesByTheReadersAnchors) {
  add("old.zone", asked - hours(48));
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(one_is_right));
  EXPECT_THAT(out.str(), Not(HasSubstr("refused_zones")));
  const auto figures = out.str();
  more = with_zone;
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_EQ(out.str(), figures);
}

TEST_F(ZonesInTheLog, AreNotUsedWithoutAnchors) {
  add("old.zone", asked - hours(48));
  add_judged();
  more = {};
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("correctness":{"value":null,)"));
}

// The time decides which zones count: the newer one has other DS records.
TEST_F(ZonesInTheLog, CountFromWhenTheLogFirstSawThem) {
  add("old.zone", asked - hours(50));
  add("new.zone", asked - hours(48));
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("correctness":{"value":0.0,)"));
}

TEST_F(ZonesInTheLog, ThatCameAfterTheQueryDecideNothing) {
  add("old.zone", asked + hours(2));
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("correctness":{"value":null,)"));
}

TEST_F(ZonesInTheLog, ThatBeganLessThan48HoursBeforeMakeNoFigure) {
  add("old.zone", asked - hours(47));
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(nobody_can_be_wrong));
}

TEST_F(ZonesInTheLog, WithoutTheirObjectAreSaidAndNotUsed) {
  add(version_of("old.zone", asked - hours(48)), {});
  expect_refused("its object is not there");
}

TEST_F(ZonesInTheLog, WithAnotherObjectAreSaidAndNotUsed) {
  add(version_of("old.zone", asked - hours(48)), object_of("new.zone"));
  expect_refused("its object has another digest");
}

TEST_F(ZonesInTheLog, ThatAreNotTheZoneNamedAreSaidAndNotUsed) {
  auto version = version_of("old.zone", asked - hours(48));
  version.zone[0] ^= 1;
  add(version, object_of("old.zone"));
  expect_refused("its object is another zone's");
}

TEST_F(ZonesInTheLog, WhoseObjectIsNoZoneAreSaidAndNotUsed) {
  auto version = version_of("old.zone", asked - hours(48));
  const Bytes object{1, 2, 3};
  version.object = crypto::sha256(object);
  add(version, object);
  expect_refused("its object is no zone's");
}

TEST_F(ZonesInTheLog, OfNobodysKeysAreSaidAndNotUsed) {
  add("other.zone", asked - hours(48));
  expect_refused("no_trusted_key");
}

TEST_F(ZonesInTheLog, WhoseSignaturesHadEndedWhenTheyCameAreSaidAndNotUsed) {
  const auto january_ends = *from_rfc3339("2026-02-01T00:00:00Z");
  add("old.zone", january_ends + std::chrono::minutes(30));
  expect_refused("signature_expired");
}

// Replies may stem from it.
TEST_F(ZonesInTheLog, ThatAreMissingMakeNobodyIncorrect) {
  add("new.zone", asked - hours(48));
  add(version_of("old.zone", asked - hours(1)), {});
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("correctness":{"value":null,)"));
}

TEST_F(ZonesInTheLog, ThatNeverVerifiedHideNoIncorrectReply) {
  add("old.zone", asked - hours(48));
  auto version = version_of("other.zone", asked - hours(1));
  version.fault = "no_trusted_key";
  add(version, object_of("other.zone"));
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(one_is_right));
  EXPECT_THAT(out.str(), HasSubstr(R"("why":"no_trusted_key)"));
}

// The collector's word that a zone does not verify is checked as its word that it does.
TEST_F(ZonesInTheLog, ThatVerifyThoughTheLogSaysOtherwiseAreUsed) {
  auto version = version_of("old.zone", asked - hours(48));
  version.fault = "bogus";
  add(version, object_of("old.zone"));
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(one_is_right));
}

// When they were published nobody can tell, so that nobody is incorrect.
TEST_F(ZonesInTheLog, OfNoTimeThatThereIsDoNoHarm) {
  for (const auto time : {Duration::min(), Duration(-1), Duration::max()}) {
    add("new.zone", WallTime{time});
  }
  add("old.zone", asked - hours(48));
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(nobody_can_be_wrong));
  ASSERT_EQ(export_it(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), Not(HasSubstr(R"("correct":false)")));
}

// Of those before the month and its 48 hours the last one alone is needed: from then on all are
// known.
TEST_F(ZonesInTheLog, OfOtherMonthsAreLeftAloneButForTheLastBefore) {
  const auto month = *from_rfc3339("2026-01-01T00:00:00Z");
  add(version_of("new.zone", month - hours(400)), {});
  add("old.zone", asked - hours(48));
  add(version_of("new.zone", month + hours(24 * 31 + 1)), {});
  add_judged();
  ASSERT_EQ(january(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr(R"("refused_zones":[{"zone":"serial 2026010200","why":"its )"
                        R"(object is not there"}])"));
}

TEST_F(ZonesInTheLog, AreTooManyToBeHeldAtOnce) {
  const auto version = version_of("old.zone", asked);
  for (std::size_t i = 0; i <= LogZones::zones_max; ++i) add(version, {});
  add_judged();
  EXPECT_EQ(january(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("there are too many root zones in the log to judge by"));
}

TEST_F(ZonesInTheLog, JudgeAnExportAndColumnsToo) {
  ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared));
  add("old.zone", asked - hours(48));
  add_judged();
  ASSERT_EQ(export_it(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("correct":true)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("correct":false)"));
  const auto columns =
      std::vector<std::string>{"rssac047", "--month", "2026-01", "--columns", "/desk/columns"};
  ASSERT_EQ(run(columns), ExitCode::ok) << err.str();
  auto again = columns;
  again.emplace_back("--rejudge");
  ASSERT_EQ(run(again), ExitCode::ok) << out.str() << err.str();
  EXPECT_EQ(out.str(), "2 cells compared, 0 differences\n");
  more = with_zone;
  ASSERT_EQ(run(again), ExitCode::ok) << "the same zone, by hand: " << out.str() << err.str();
}

}  // namespace
}  // namespace tocsin::audit
