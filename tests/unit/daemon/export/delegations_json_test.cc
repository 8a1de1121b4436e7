#include "daemon/export/delegations_json.h"

#include <gtest/gtest.h>

#include "tests/unit/daemon/zones/said.h"

namespace tocsin::collector {
namespace {

class DelegationsJson : public testing::Test {
 protected:
  DelegationsJson() {
    zone::ZoneStep step{.before = 1,
                        .after = 2,
                        .first_seen = *from_rfc3339("2026-01-01T12:00:00Z"),
                        .changes = {}};
    step.changes.push_back({.zone = "no.",
                            .fate = zone::Fate::removed,
                            .servers = {.removed = {"a.nic.no."}, .added = {}},
                            .signers = {},
                            .glue = {},
                            .alarms = {zone::Alarm::delegation_removed}});
    say(book_, step);
  }

  StepBook book_;
};

TEST_F(DelegationsJson, SaysWhatChanged) {
  const std::string expected =
      R"({"steps":[{"before":1,"after":2,"first_seen":"2026-01-01T12:00:00.000000000Z",)"
      R"("changes":[{"tld":"no.","change":"removed",)"
      R"("lines":["- NS a.nic.no.","! the TLD is gone"],"alarms":["delegation_removed"]}]}]})";
  EXPECT_EQ(delegations_json(book_, ""), expected);
  EXPECT_EQ(delegations_json(book_, "no."), expected);
  EXPECT_EQ(delegations_json(book_, "NO"), expected);
}

TEST_F(DelegationsJson, SaysNothingOfAnotherTld) {
  EXPECT_EQ(delegations_json(book_, "se"), R"({"steps":[]})");
}

}  // namespace
}  // namespace tocsin::collector
