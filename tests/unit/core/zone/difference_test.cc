#include "core/zone/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/core/zone/zones.h"

namespace tocsin::zone::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Difference : testing::Test {
  std::string before = text_of("signed.zone");

  std::vector<DelegationChange> to(const std::string& after) const {
    const auto old_zone = Zone::from_text(before).value();
    const auto new_zone = Zone::from_text(after).value();
    return changes_between(old_zone.delegations(), new_zone.delegations());
  }

  // The one TLD of which something changed.
  DelegationChange only(const std::string& after) const {
    auto changes = to(after);
    EXPECT_EQ(changes.size(), 1U);
    return changes.empty() ? DelegationChange{} : changes.front();
  }
};

TEST_F(Difference, OfAZoneAndItselfIsNothing) {
  EXPECT_THAT(to(before), IsEmpty());
  EXPECT_FALSE(is_alarming(to(before)));
}

TEST_F(Difference, DoesNotSeeTtlsSerialsOrSignatures) {
  auto after = with(before, "2026010100 1800", "2026010101 1800");
  after = with(after, "x.nic.no.\t86400", "x.nic.no.\t3600");
  EXPECT_THAT(to(without(after, "RRSIG")), IsEmpty());
}

TEST_F(Difference, OfATldThatCameHasAllOfItAndNoAlarm) {
  const auto change = only(before + "nu. 86400 IN NS a.nic.nu.\na.nic.nu. 86400 IN A 192.0.2.7\n");
  EXPECT_EQ(change.zone, "nu.");
  EXPECT_EQ(change.fate, Fate::added);
  EXPECT_THAT(lines_of(change), ElementsAre("+ NS a.nic.nu.", "+ glue a.nic.nu. 192.0.2.7"));
}

TEST_F(Difference, OfATldThatWentHasAllOfItAndOneAlarm) {
  auto after = without(before, "\tNS\tx.nic.no.");
  after = without(after, "NS\tns.elsewhere.se.");
  const auto change = only(without(after, "no.\t86400\tIN\tDS"));
  EXPECT_EQ(change.fate, Fate::removed);
  EXPECT_THAT(lines_of(change),
              ElementsAre("- NS ns.elsewhere.se.",
                          "- NS x.nic.no.",
                          "- DS 1 13 2 "
                          "e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
                          "- glue x.nic.no. 192.0.2.1",
                          "- glue x.nic.no. 2001:db8::1",
                          "! the TLD is gone"));
}

TEST_F(Difference, ThatATldHasNoDsAnyMoreIsAlarming) {
  const auto change = only(without(before, "\tIN\tDS\t"));
  EXPECT_THAT(change.alarms, ElementsAre(Alarm::signers_removed));
  EXPECT_EQ(change.signers.removed.size(), 1U);
  EXPECT_TRUE(change.servers.empty());
}

TEST_F(Difference, ThatADsWasReplacedIsNotAlarming) {
  const auto change = only(with(before, "DS\t1 13 2", "DS\t2 13 2"));
  EXPECT_EQ(change.signers.removed.size(), 1U);
  EXPECT_EQ(change.signers.added.size(), 1U);
  EXPECT_THAT(change.alarms, IsEmpty());
}

TEST_F(Difference, ThatATldIsSignedForTheFirstTimeIsNotAlarming) {
  const auto change = only(before + "se. 86400 IN DS 7 13 2 " + std::string(64, 'a') + "\n");
  EXPECT_THAT(lines_of(change), ElementsAre("+ DS 7 13 2 " + std::string(64, 'a')));
}

TEST_F(Difference, OfGlueNamesServerAndAddress) {
  const auto change = only(with(before, "192.0.2.1\n", "192.0.2.7\n"));
  EXPECT_THAT(lines_of(change),
              ElementsAre("- glue x.nic.no. 192.0.2.1", "+ glue x.nic.no. 192.0.2.7"));
}

// se. has one name server, a.ns.se.; here it has as many as are named.
std::string with_servers(const std::string& zone, std::initializer_list<const char*> names) {
  auto text = without(zone, "NS\ta.ns.se.");
  for (const auto* name : names) text += std::string("se. 86400 IN NS ") + name + "\n";
  return text;
}

TEST_F(Difference, ThatMoreThanHalfOfTheNameServersWentIsAlarmingWhateverCame) {
  const auto zone = before;
  before = with_servers(zone, {"a.", "b.", "c.", "d."});
  EXPECT_THAT(only(with_servers(zone, {"a.", "b."})).alarms, IsEmpty());
  EXPECT_THAT(only(with_servers(zone, {"a."})).alarms, ElementsAre(Alarm::most_servers_removed));
  EXPECT_THAT(only(with_servers(zone, {"a.", "e.", "f.", "g."})).alarms,
              ElementsAre(Alarm::most_servers_removed));
  EXPECT_THAT(only(with_servers(zone, {"a.", "b.", "c.", "d.", "e."})).alarms, IsEmpty());
}

TEST_F(Difference, IsInTheOrderOfTheTldsNames) {
  auto after = with(before, "192.0.2.1\n", "192.0.2.7\n");
  after = with(after, "192.0.2.2\n", "192.0.2.8\n");
  const auto changes = to("aa. 86400 IN NS x.\n" + after);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].zone, "aa.");
  EXPECT_EQ(changes[1].zone, "no.");
  EXPECT_EQ(changes[2].zone, "se.");
}

TEST_F(Difference, OfNothingAtAllIsEveryTld) {
  const auto zone = Zone::from_text(before).value();
  EXPECT_EQ(changes_between({}, zone.delegations()).size(), 3U);
  const auto gone = changes_between(zone.delegations(), {});
  ASSERT_EQ(gone.size(), 3U);
  EXPECT_TRUE(is_alarming(gone));
}

}  // namespace
}  // namespace tocsin::zone::test
