#include <gtest/gtest.h>

#include "core/assess/root_measurement.h"
#include "core/record/target_set.h"

namespace tocsin::assess {
namespace {

plan::TargetSet set_of(std::string zone, std::string server) {
  return {{{std::move(zone), std::move(server), {}}}};
}

TEST(RootTargets, AreLettersOfTheRootZoneOnly) {
  RootTargets targets;
  targets.learn({1}, set_of(".", "k.root-servers.net."));
  targets.learn({2}, set_of("no.", "k.root-servers.net."));
  targets.learn({3}, set_of(".", "ns.example."));
  EXPECT_EQ(targets.find({1}, 0).server, (RootServer{'k', plan::Family::v4}));
  for (const std::uint8_t digest : {2, 3}) {
    EXPECT_TRUE(targets.find({digest}, 0).known);
    EXPECT_FALSE(targets.find({digest}, 0).server);
  }
  EXPECT_FALSE(targets.find({1}, 1).known);
  EXPECT_FALSE(targets.find({4}, 0).known);
}

TEST(RootTargets, ForgetTheSetThatWasReferredToLeastRecently) {
  RootTargets targets(3);  // one of them compiled in
  targets.learn({1}, set_of(".", "a.root-servers.net."));
  targets.learn({2}, set_of(".", "a.root-servers.net."));
  record::Envelope envelope;
  for (const std::uint8_t digest : {1, 2}) {
    envelope.target_set = {digest};
    targets.learn(envelope, record::Payload());
  }
  targets.learn({3}, set_of(".", "b.root-servers.net."));
  EXPECT_TRUE(targets.knows({1}));
  EXPECT_TRUE(targets.knows({2}));
  targets.learn({4}, set_of(".", "b.root-servers.net."));
  EXPECT_FALSE(targets.knows({1}));
}

TEST(RootTargets, LearnNoSetButTheOneThatIsReferredTo) {
  RootTargets targets;
  const auto set = set_of(".", "a.root-servers.net.");
  record::Payload payload;
  payload.objects.push_back(record::encode_target_set(set));
  record::Envelope envelope;
  envelope.target_set = {1};
  targets.learn(envelope, payload);
  EXPECT_FALSE(targets.knows({1}));
  EXPECT_FALSE(targets.knows(record::target_set_digest(set)));
  envelope.target_set = record::target_set_digest(set);
  targets.learn(envelope, payload);
  EXPECT_TRUE(targets.knows(envelope.target_set));
}

}  // namespace
}  // namespace tocsin::assess
