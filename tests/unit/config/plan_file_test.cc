#include "config/plan_file.h"

#include <gtest/gtest.h>

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;

std::string why(std::string_view yaml) {
  const auto plan = plan_from(yaml, "plan.yaml");
  return plan ? "" : plan.error().text;
}

// Who publishes the shipped files changes nothing for probes.
TEST(PlanFile, OfEachPlanThatIsCompiledInSaysTheSame) {
  for (const auto& plan : plan::every_plan()) {
    const auto loaded = load_plan(TOCSIN_SOURCE_DIR "/config/plans/" + plan.name + ".yaml");
    ASSERT_TRUE(loaded) << loaded.error().text;
    EXPECT_EQ(*loaded, plan) << plan.name;
  }
}

TEST(PlanFile, IsReadWithEveryKey) {
  const auto plan = plan_from(
      "name: spec10\n"
      "measures:\n"
      "  - {check: tld, of: tlds, each: address, udp_every: 2m, tcp_every: 1h, tcp_one_in: 20}\n"
      "start_within: 1s\npanel: 7\ntimeout: 5s\nlisten_on: 2s\njitter: 3ms\nbatch_every: 30s\n"
      "rtt_resolution: 1us\nearly_close: {outcomes: 3, at_least_apart: 4s, per_minute_max: 5}\n",
      "plan.yaml");
  ASSERT_TRUE(plan) << plan.error().text;
  const plan::Measure measure{
      plan::Check::tld, plan::Zones::tlds, plan::Each::address, 2min, 1h, 20};
  const plan::Plan expected{"spec10", {measure}, 1s, 7, 5s, 2s, 3ms, 30s, 1us, {3, 4s, 5}};
  EXPECT_EQ(*plan, expected);
}

TEST(PlanFile, IsRefusedWithEveryMistakeAtItsPlace) {
  EXPECT_EQ(why("name: watch\n"), "plan.yaml:1:1: A plan has one to sixteen measures.");
  EXPECT_EQ(why("name: watch\nmeasures:\n  - {check: ping, of: moon, each: day}\n"),
            "plan.yaml:3:13: check must be the name of a check, not \"ping\".\n"
            "plan.yaml:3:23: of must be root or tlds, not \"moon\".\n"
            "plan.yaml:3:35: each must be address, server or zone, not \"day\".");
  EXPECT_NE(why("name: " + std::string(33, 'a') + "\n").find("at most 32 characters"),
            std::string::npos);
  EXPECT_EQ(why("name: watch\nport: 80\nmeasures:\n  - {check: soa, of: root, each: address}\n")
                .substr(0, 14),
            "plan.yaml:2:1:");
}

}  // namespace
}  // namespace tocsin::config
