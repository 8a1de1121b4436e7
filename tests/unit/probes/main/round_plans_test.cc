#include "probes/main/round_plans.h"

#include <gtest/gtest.h>

#include "core/plan/root_hints.h"
#include "probes/checks/tld.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using record::Transport;

const std::vector<Delegation> zone{{"no.", DelegationSigner::present},
                                   {"se.", DelegationSigner::absent}};
const auto in_force = [] { return &zone; };
const auto none = []() -> const std::vector<Delegation>* { return nullptr; };
const auto root = plan::compiled_root_targets();

AskPlan rssac047(ZoneInForce with) {
  return rssac047_plan(plan::rssac047(), root, record::ProbeId{}, {}, std::move(with));
}

AskPlan spec10(ZoneInForce with) {
  const plan::TargetSet targets{{{"no.", "x.nic.no.", *plan::address_from("192.0.2.1")}}};
  return tld_plan(plan::spec10(), targets, {}, std::move(with));
}

record::Draw drawn(std::uint8_t seed) {
  record::Draw draw;
  draw.cases.fill(seed);
  return draw;
}

TEST(Rssac047Plan, AsksForTheSoaWithOrWithoutAZone) {
  const RoundTest test{.endpoint = 3, .transport = Transport::tcp, .check = plan::Check::soa};
  const auto ask = rssac047(none).ask(test, {});
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->server.address, root.endpoints[3].address);
  EXPECT_EQ(ask->transport, Transport::tcp);
  EXPECT_EQ(ask->question.type, 6);
}

TEST(Rssac047Plan, DrawsFamilyTransportAndQuestionOfACorrectnessTest) {
  const auto plan = rssac047(in_force);
  const RoundTest test{.endpoint = 4, .check = plan::Check::correctness};
  for (std::uint8_t seed = 0; seed < 50; ++seed) {
    const auto draw = drawn(seed);
    const auto ask = plan.ask(test, draw);
    ASSERT_TRUE(ask);
    const auto expected = correctness_test(zone, draw.cases);
    EXPECT_EQ(ask->question, expected.question);
    EXPECT_EQ(ask->transport, expected.transport);
    EXPECT_EQ(ask->server.address.family, expected.family);
    EXPECT_EQ(root.endpoints[ask->endpoint].server, root.endpoints[4].server);
    EXPECT_EQ(root.endpoints[ask->endpoint].address, ask->server.address);
  }
}

TEST(Rssac047Plan, TestsNoCorrectnessWithoutAZone) {
  const RoundTest test{.check = plan::Check::correctness};
  EXPECT_EQ(rssac047(none).ask(test, {}).error(), NotMeasured::no_zone);
}

TEST(TldPlan, AsksForTheNameThatCannotBe) {
  const RoundTest test{.transport = Transport::tcp, .check = plan::Check::tld};
  const auto ask = spec10(in_force).ask(test, {});
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->query.question.name.to_text(), std::string(tld_test_label) + ".no.");
  EXPECT_EQ(ask->role, record::Role::tld);
  EXPECT_EQ(ask->timeout, tld_timeout(Transport::tcp));
  EXPECT_EQ(ask->server.port, plan::dns_port);
}

TEST(TldPlan, AsksAsSeldomAsThePlanSays) {
  const auto asked = [](Duration every) {
    auto plan = plan::spec10();
    plan.measures.front().udp_every = every;
    const plan::TargetSet targets{{{"no.", "x.nic.no.", *plan::address_from("192.0.2.1")}}};
    const auto minutes = tld_plan(std::move(plan), targets, {}, in_force).rounds.round;
    std::vector<std::int64_t> when;
    for (std::int64_t minute = 0; minute < 10; ++minute) {
      if (!minutes(minute).tests.empty()) when.push_back(minute);
    }
    return when;
  };
  EXPECT_EQ(asked(std::chrono::minutes(1)).size(), 10U);
  EXPECT_EQ(asked(std::chrono::minutes(5)), (std::vector<std::int64_t>{0, 5}));
  EXPECT_EQ(asked(std::chrono::seconds(121)), (std::vector<std::int64_t>{0, 3, 6, 9}));
  EXPECT_EQ(asked(Duration(0)), std::vector<std::int64_t>());
}

TEST(TldPlan, AsksNothingWithoutAZone) {
  EXPECT_EQ(spec10(none).ask({}, {}).error(), NotMeasured::no_zone);
}

plan::TargetSet two_zones() {
  return {{{"no.", "x.nic.no.", *plan::address_from("192.0.2.1")},
           {"no.", "y.nic.no.", *plan::address_from("192.0.2.2")},
           {"se.", "x.nic.se.", *plan::address_from("192.0.2.3")}}};
}

TEST(ZonePlan, AsksATldsServerForTheKeysOfTheTld) {
  const auto ask = dnskey_plan(plan::zone(), two_zones(), {}, in_force).ask({.endpoint = 2}, {});
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->query.question.name.to_text(), "se.");
  EXPECT_EQ(ask->question.type, 48);
  EXPECT_EQ(ask->role, record::Role::tld);
  EXPECT_EQ(ask->server.address, two_zones().endpoints[2].address);
}

TEST(ZonePlan, AsksNothingWithoutAZone) {
  EXPECT_EQ(dnskey_plan(plan::zone(), two_zones(), {}, none).ask({}, {}).error(),
            NotMeasured::no_zone);
}

TEST(ResolverPlan, LooksUpEachTldOnceInACycle) {
  const auto ones = one_of_each_zone(two_zones());
  ASSERT_EQ(ones.endpoints.size(), 2U);
  const auto plan = resolver_plan(plan::resolver(), ones, {.number = 3, .size = 7});
  std::vector<int> times(2);
  for (std::int64_t interval = 0; interval < 12; ++interval) {
    for (const auto& test : plan.round(2'976'000 + interval).tests) ++times[test.endpoint];
  }
  EXPECT_EQ(times, (std::vector<int>{1, 1}));
}

TEST(ResolverPlan, AndTracesAreWhatAStopDoesNotAwait) {
  EXPECT_EQ(resolver_plan(plan::resolver(), two_zones(), {}).at_stop, AtStop::cancel);
  EXPECT_EQ(route_plan(plan::route(), plan::compiled_root_targets(), {}).at_stop, AtStop::cancel);
  EXPECT_EQ(spec10(in_force).rounds.at_stop, AtStop::await);
}

}  // namespace
}  // namespace tocsin::probe
