#include "probes/main/status_table.h"

#include <gmock/gmock.h>

#include "tests/unit/probes/main/sample_status.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

std::string table(const ProbeStatus& status, const StatusVerdict& verdict) {
  return as_table(status, verdict, sample_status().written_at + 3s);
}

TEST(StatusTable, TellsALineForEachThing) {
  const StatusVerdict verdict{.running = Running::yes, .age = 3s, .problems = {"IPv4: isolated"}};
  EXPECT_THAT(
      table(sample_status(), verdict),
      AllOf(HasSubstr("runs        yes; written 3 s ago, started 3 h ago\n"),
            HasSubstr("clock       at most 2.0 ms off, by chrony\n"),
            HasSubstr("ipv4        isolated    line 1/1 country 2/2 world 0/3\n"),
            HasSubstr("watch       no batch yet; left out since it began: none\n"),
            HasSubstr("spec10      1902 measured and 5 not, 15 s ago; left out since it began: "
                      "budget 5\n"),
            HasSubstr("root zone   2026081901, in force since 2 h ago, verified 60 min ago, good "),
            HasSubstr("spool       40 batches, 1638400 of 1073741824 bytes, the oldest (4672) from "
                      "6 min ago, lost 0\n"),
            HasSubstr("geneva      turned away (revoked), 4671 acknowledged 6 min ago; 40 wait, 0 "
                      "refused\n"),
            HasSubstr("            65 seen in its log, 2 unwitnessed, 0 unchecked, 1 dropped\n"),
            HasSubstr("k           unknown      unknown      unknown      17.3 ms\n"),
            HasSubstr("m           timeout      unknown      unknown      unknown\n"),
            HasSubstr("! IPv4: isolated\n")));
}

TEST(StatusTable, WhatIsNotKnownIsNotMadeUp) {
  EXPECT_THAT(table({}, {}),
              AllOf(HasSubstr("runs        unknown; written unknown"),
                    HasSubstr("clock       no bound\n"),
                    HasSubstr("ipv6        unknown     line 0/0 country 0/0 world 0/0\n"),
                    HasSubstr("root zone   none needed\n"),
                    HasSubstr("The probe is healthy.\n")));
  auto future = sample_status();
  future.started_at = future.written_at + 1h;
  EXPECT_THAT(table(future, {}), HasSubstr("started unknown\n"));
}

}  // namespace
}  // namespace tocsin::probe
