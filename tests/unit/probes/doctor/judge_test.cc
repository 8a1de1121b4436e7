#include "probes/doctor/judge.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;

constexpr std::uint64_t gibibyte = 1ULL << 30U;

// A host on which everything is as it should be.
Facts healthy() {
  Facts facts;
  facts.has_key = true;
  facts.clock.bound = 5ms;
  for (auto& family : facts.families) {
    family = {.has_source = true,
              .udp = {.asked = 13, .answered = 13},
              .tcp = {.asked = 13, .answered = 13},
              .large_at_1232 = Outcome::answered,
              .large_at_4096 = Outcome::answered};
  }
  facts.connections_tracked = 100;
  facts.connections_tracked_max = 1000;
  facts.resolvers = {.asked = 2, .answered = 2};
  for (auto& ring : facts.references.v4) ring = {2, 2};
  facts.now = {1'767'225'600s};
  facts.collectors = {{"geneva", {}, facts.now + 24h * 365}};
  facts.disk_free_bytes = 10 * gibibyte;
  facts.spool_bytes_max = gibibyte;
  facts.bytes_a_day = gibibyte / 2;
  facts.bytes_a_day_max = gibibyte;
  return facts;
}

Finding finding(const Facts& facts, const std::string& check) {
  const auto all = judge(facts);
  const auto found = std::ranges::find(all, check, &Finding::check);
  return found == all.end() ? Finding{} : *found;
}

Verdict verdict(const Facts& facts, const std::string& check) {
  const auto found = finding(facts, check);
  const bool needs_remedy = found.verdict == Verdict::warning || found.verdict == Verdict::failure;
  EXPECT_EQ(needs_remedy, !found.remedy.empty()) << check;
  return found.verdict;
}

TEST(Doctor, HasNothingToSayOfAHealthyHost) {
  const auto findings = judge(healthy());
  EXPECT_EQ(findings.size(), 15U);
  for (const auto& each : findings) {
    EXPECT_EQ(each.verdict, Verdict::fine) << each.check << ": " << each.found;
    EXPECT_TRUE(each.remedy.empty()) << each.check;
  }
  EXPECT_EQ(worst_of(findings), Verdict::fine);
}

struct Illness {
  const char* check;
  Verdict verdict;
  void (*make)(Facts&);
};

const Illness illnesses[] = {
    {"state directory", Verdict::failure, [](Facts& f) { f.state_problem = "missing"; }},
    {"state directory", Verdict::warning, [](Facts& f) { f.has_key = false; }},
    {"clock", Verdict::failure, [](Facts& f) { f.clock.bound.reset(); }},
    {"clock", Verdict::warning, [](Facts& f) { f.clock.bound = 2s; }},
    {"IPv4", Verdict::failure, [](Facts& f) { f.families[0].has_source = false; }},
    {"IPv6",
     Verdict::failure,
     [](Facts& f) { f.families[1].udp.answered = f.families[1].tcp.answered = 0; }},
    {"UDP",
     Verdict::failure,
     [](Facts& f) { f.families[0].udp.answered = f.families[1].udp.answered = 0; }},
    {"TCP",
     Verdict::warning,
     [](Facts& f) { f.families[0].tcp.answered = f.families[1].tcp.answered = 3; }},
    {"EDNS",
     Verdict::failure,
     [](Facts& f) {
       for (auto& family : f.families) family.large_at_1232 = Outcome::timeout;
     }},
    {"EDNS",
     Verdict::warning,
     [](Facts& f) {
       for (auto& family : f.families) family.large_at_4096 = Outcome::timeout;
     }},
    {"connection tracking", Verdict::skipped, [](Facts& f) { f.connections_tracked.reset(); }},
    {"connection tracking", Verdict::warning, [](Facts& f) { f.connections_tracked = 801; }},
    {"interception", Verdict::failure, [](Facts& f) { f.families[0].udp.intercepted = 1; }},
    {"resolvers", Verdict::warning, [](Facts& f) { f.resolvers.answered = 0; }},
    {"resolvers", Verdict::skipped, [](Facts& f) { f.resolvers.asked = 0; }},
    {"references", Verdict::warning, [](Facts& f) { f.references.v4[2] = {}; }},
    {"references", Verdict::failure, [](Facts& f) { f.references.v4[0].answered = 0; }},
    {"collectors", Verdict::warning, [](Facts& f) { f.collectors.clear(); }},
    {"collectors", Verdict::failure, [](Facts& f) { f.collectors[0].unreachable = "refused"; }},
    {"enrolment", Verdict::failure, [](Facts& f) { f.collectors[0].certificate_ends.reset(); }},
    {"enrolment", Verdict::failure, [](Facts& f) { f.collectors[0].certificate_ends = f.now; }},
    {"enrolment",
     Verdict::warning,
     [](Facts& f) { f.collectors[0].certificate_ends = f.now + 24h; }},
    {"spool", Verdict::warning, [](Facts& f) { f.disk_free_bytes = 1; }},
    {"spool", Verdict::skipped, [](Facts& f) { f.disk_free_bytes.reset(); }},
    {"traffic", Verdict::warning, [](Facts& f) { f.bytes_a_day = 2 * gibibyte; }},
    {"traffic", Verdict::warning, [](Facts& f) { f.plans_not_counted = "spec10"; }},
};

TEST(Doctor, KnowsEachIllnessByItsOwnNumber) {
  for (const auto& illness : illnesses) {
    auto facts = healthy();
    illness.make(facts);
    EXPECT_EQ(verdict(facts, illness.check), illness.verdict)
        << finding(facts, illness.check).found;
  }
}

TEST(Doctor, IsAsWorriedAsTheWorstFinding) {
  auto facts = healthy();
  facts.clock.bound = 2s;
  EXPECT_EQ(worst_of(judge(facts)), Verdict::warning);
  facts.collectors[0].unreachable = "refused";
  EXPECT_EQ(worst_of(judge(facts)), Verdict::failure);
}

}  // namespace
}  // namespace tocsin::probe
