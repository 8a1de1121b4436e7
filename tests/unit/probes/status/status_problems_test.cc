#include "probes/status/status_problems.h"

#include <gmock/gmock.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const BothClocks now{.before = {100s}, .wall = {1'000'000s}, .after = {100s}};
const ByteArray<16> boot{1};

record::RingCount all_of(std::uint32_t count) {
  return {.asked = count, .answered = count};
}

ProbeStatus healthy() {
  ProbeStatus status;
  status.written_at = now.wall - 4s;
  status.written_at_monotonic = now.after - 4s;
  status.boot_id = boot;
  status.clock_bound = 2ms;
  status.references = {.v4 = {all_of(1), all_of(2), all_of(3)},
                       .v6 = {all_of(1), all_of(2), all_of(3)}};
  status.collectors = {{.name = "geneva", .certificate_ends = now.wall + 1h, .last = {}}};
  return status;
}

std::vector<std::string> problems(const ProbeStatus& status) {
  return problems_of(status, age_of(status, now, boot), now.wall);
}

TEST(StatusProblems, AHealthyProbeHasNone) {
  EXPECT_THAT(problems(healthy()), IsEmpty());
}

TEST(StatusProblems, AgeIsByTheMonotonicClockWithinABootAndElseByTheWall) {
  auto status = healthy();
  status.written_at = now.wall + 1h;
  EXPECT_EQ(age_of(status, now, boot), 4s);
  EXPECT_EQ(age_of(status, now, ByteArray<16>{2}), std::nullopt);
  status.written_at = now.wall - 1h;
  EXPECT_EQ(age_of(status, now, ByteArray<16>{2}), 1h);
}

TEST(StatusProblems, AProbeThatWritesNoMoreSeemsNotToRunAndTheRestIsHistory) {
  auto status = healthy();
  status.clock_bound = {};
  status.written_at_monotonic = now.after - 31s;
  EXPECT_THAT(problems(status),
              ElementsAre("the probe has written nothing for 31 s: it seems not to run"));
  status.written_at_monotonic = now.after + 1s;
  EXPECT_THAT(problems(status), ElementsAre(HasSubstr("is not known")));
  status.phase = ProbeStatus::Phase::stopped;
  EXPECT_THAT(problems(status), ElementsAre("the probe was stopped"));
}

TEST(StatusProblems, SaysOfEachFamilyWhatItsReferencesSay) {
  auto status = healthy();
  status.references.v4[2].answered = 0;
  status.references.v6 = {};
  EXPECT_THAT(
      problems(status),
      ElementsAre(HasSubstr("IPv4: isolated"), HasSubstr("IPv6: no reference in the world")));
  status = healthy();
  for (auto& ring : status.references.v6) ring.answered = 0;
  EXPECT_THAT(problems(status), ElementsAre(HasSubstr("IPv6: no reference answers")));
}

TEST(StatusProblems, NamesACollectorWhoseLogLacksWhatItAcknowledged) {
  auto status = healthy();
  status.collectors[0].in_log = {.proven = 9, .unwitnessed = 1, .unchecked = 2, .dropped = 1};
  EXPECT_THAT(problems(status),
              ElementsAre(HasSubstr("lacks 1 batches that it acknowledged: the proof is in "
                                    "evidence/geneva"),
                          HasSubstr("has 2 batches that it acknowledged could not be asked")));
}

TEST(StatusProblems, SaysWhyACollectorTakesNothingOfThisProbe) {
  auto status = healthy();
  auto& collector = status.collectors[0];
  collector.way = CollectorStatus::Way::failing;
  collector.waiting = 7;
  collector.turned_away = "revoked";
  EXPECT_THAT(problems(status),
              ElementsAre("collector geneva: takes nothing of this probe, for the country has "
                          "taken back its word for it; 7 batches wait"));
  collector.turned_away = "unknown-probe";
  EXPECT_THAT(problems(status), ElementsAre(HasSubstr("not enrolled there: enrol again; 7")));
  collector.turned_away = "foreign-identity";
  EXPECT_THAT(problems(status), ElementsAre(HasSubstr("says foreign-identity: enrol again")));
}

TEST(StatusProblems, NamesClockZoneSpoolAndCollector) {
  auto status = healthy();
  status.clock_bound = {};
  status.zone_is = ProbeStatus::Zone::needed;
  status.spool.lost = 3;
  status.collectors[0].way = CollectorStatus::Way::failing;
  status.collectors[0].waiting = 7;
  status.collectors[0].refused = 2;
  status.collectors[0].certificate_ends = now.wall - 1s;
  EXPECT_THAT(problems(status),
              ElementsAre(HasSubstr("no bound"),
                          HasSubstr("no root zone"),
                          HasSubstr("3 batches were lost"),
                          HasSubstr("geneva: the last attempt failed, 7 batches wait"),
                          HasSubstr("geneva: refused 2 batches for good"),
                          HasSubstr("the certificate has ended")));
}

}  // namespace
}  // namespace tocsin::probe
