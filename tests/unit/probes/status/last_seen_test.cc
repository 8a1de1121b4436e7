#include "probes/status/last_seen.h"

#include <gmock/gmock.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;
using testing::IsEmpty;
using testing::SizeIs;

const plan::Endpoint k{".", "k.root-servers.net.", *plan::address_from("193.0.14.129")};
const BothClocks now{.before = {100s}, .wall = {1'000'000s}, .after = {100s}};

record::Measurement measured(Duration sent_at, Outcome outcome) {
  record::Measurement measurement;
  measurement.sent_at = {sent_at};
  measurement.outcome = outcome;
  if (outcome == Outcome::answered) measurement.rtt = 12ms;
  return measurement;
}

TEST(LastSeen, IsTheNewestWhateverTheOrderInWhichTheyEnd) {
  LastSeen seen;
  seen.saw(k, measured(90s, Outcome::answered));
  seen.saw(k, measured(80s, Outcome::timeout));
  ASSERT_THAT(seen.all(now), SizeIs(1));
  const LetterStatus expected{
      .letter = 'k', .outcome = Outcome::answered, .rtt = 12ms, .sent_at = {999'990s}};
  EXPECT_EQ(seen.all(now).front(), expected);
}

TEST(LastSeen, KeepsTransportsAndFamiliesApart) {
  LastSeen seen;
  auto by_tcp = measured(90s, Outcome::reset);
  by_tcp.transport = record::Transport::tcp;
  seen.saw(k, measured(90s, Outcome::answered));
  seen.saw(k, by_tcp);
  auto over_v6 = k;
  over_v6.address = *plan::address_from("2001:7fd::1");
  seen.saw(over_v6, measured(90s, Outcome::timeout));
  EXPECT_THAT(seen.all(now), SizeIs(3));
}

TEST(LastSeen, IsOfTheRootOnly) {
  LastSeen seen;
  seen.saw({"no.", "k.root-servers.net.", k.address}, measured(90s, Outcome::answered));
  seen.saw({".", "ns.example.", k.address}, measured(90s, Outcome::answered));
  EXPECT_THAT(seen.all(now), IsEmpty());
}

}  // namespace
}  // namespace tocsin::probe
