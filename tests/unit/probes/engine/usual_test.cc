#include "probes/engine/usual.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using record::Sign;

const plan::Address server = plan::address_from("192.0.2.1").value();

Look look(const char* nsid, std::uint8_t hop_limit) {
  Look look{.asked_nsid = true, .asked_edns = true, .has_edns = true, .hop_limit = hop_limit};
  if (nsid != nullptr) look.nsid = Bytes(nsid, nsid + 4);
  return look;
}

TEST(Usual, FindsNothingOddAboutWhatItDoesNotKnow) {
  EXPECT_FALSE(Usual().odd(server, look("fra1", 57)).any());
}

TEST(Usual, MissesANameOnlyWhereThereWasOne) {
  Usual usual;
  usual.learn(server, look(nullptr, 57));
  EXPECT_FALSE(usual.odd(server, look(nullptr, 57)).any());
  usual.learn(server, look("fra1", 57));
  EXPECT_TRUE(usual.odd(server, look(nullptr, 57)).has(Sign::nsid_missing));
}

TEST(Usual, MissesEdnsOnlyWhereItWasSpoken) {
  Usual usual;
  usual.learn(server, look("fra1", 57));
  auto without = look("fra1", 57);
  without.has_edns = false;
  EXPECT_TRUE(usual.odd(server, without).has(Sign::edns_missing));
  without.asked_edns = false;
  EXPECT_FALSE(usual.odd(server, without).has(Sign::edns_missing));
}

TEST(Usual, TakesAnotherInstanceAtAnotherDistanceForWhatItIs) {
  Usual usual;
  usual.learn(server, look("fra1", 57));
  EXPECT_FALSE(usual.odd(server, look("iad2", 48)).any());
}

TEST(Usual, FindsTheSameInstanceAtAnotherDistanceOdd) {
  Usual usual;
  usual.learn(server, look("fra1", 57));
  EXPECT_FALSE(usual.odd(server, look("fra1", 55)).any());
  EXPECT_TRUE(usual.odd(server, look("fra1", 60)).has(Sign::hop_limit));
  EXPECT_TRUE(usual.odd(server, look("fra1", 54)).has(Sign::hop_limit));
}

TEST(Usual, ComparesANamelessReplyWithAllInstances) {
  Usual usual;
  usual.learn(server, look("fra1", 57));
  usual.learn(server, look("iad2", 48));
  EXPECT_FALSE(usual.odd(server, look(nullptr, 49)).has(Sign::hop_limit));
  EXPECT_TRUE(usual.odd(server, look(nullptr, 63)).has(Sign::hop_limit));
}

TEST(Usual, BelievesANewRouteOnceItStays) {
  Usual usual;
  usual.learn(server, look("fra1", 57));
  for (int i = 0; i < Usual::new_route_after; ++i) {
    EXPECT_TRUE(usual.odd(server, look("fra1", 50)).has(Sign::hop_limit));
    usual.learn(server, look("fra1", 50));
  }
  EXPECT_FALSE(usual.odd(server, look("fra1", 50)).any());
}

TEST(Usual, RemembersAFewInstancesOfEachServer) {
  Usual usual;
  usual.learn(server, look("fra1", 57));
  for (std::uint8_t i = 0; i < Usual::instances_max; ++i) {
    const char name[] = {'i', 'a', 'd', static_cast<char>('a' + i), 0};
    usual.learn(server, look(name, 48));
  }
  EXPECT_FALSE(usual.odd(server, look("fra1", 63)).any());
  EXPECT_TRUE(usual.odd(server, look("iadb", 63)).has(Sign::hop_limit));
}

}  // namespace
}  // namespace tocsin::probe
