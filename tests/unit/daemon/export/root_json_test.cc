#include "daemon/export/root_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(RootJson, OfNothingIsUnknownAndNever100Percent) {
  const auto text = root_json(Scene().seen());
  EXPECT_THAT(text, HasSubstr(R"("now":{"ipv4_udp":{"value":null,"bounds":[null,null],)"));
  EXPECT_THAT(text, HasSubstr(R"("1d":{"ipv4_udp":{"value":null,"bounds":[null,null],)"));
  EXPECT_THAT(text, HasSubstr(R"("instances":[])"));
  EXPECT_THAT(text, Not(HasSubstr("1.0")));
}

TEST(RootJson, HasEachFigureWithItsBoundsAndDenominators) {
  Scene scene;
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw("abcdefgh", Outcome::answered).saw("i", Outcome::timeout).arrives();
  scene.wait(5min);
  scene.report("no-1").saw({.nsid = "\"}\n\xff", .serial = 7}).arrives();
  const auto text = root_json(scene.seen());
  EXPECT_THAT(text, HasSubstr(R"("at":"2027-01-15T08:05:00.000000000Z")"));
  EXPECT_THAT(text,
              HasSubstr(R"("1h":{"ipv4_udp":{"value":1.0,"bounds":[0.09375,1.0],)"
                        R"("intervals":{"measured":2,"missing":10},"letters":{)"
                        R"("a":{"served":1,"failed":0,"missing":11,)"
                        R"("latency_ms":{"median":12.0,"bounds":[0.0,4000.0],"answers":1}})"));
  EXPECT_THAT(text,
              HasSubstr(R"("i":{"served":0,"failed":1,"missing":11,)"
                        R"("latency_ms":{"median":null,"bounds":[null,null],"answers":0}})"));
  EXPECT_THAT(text, HasSubstr(R"("probes":{"voice":1,)"));
  EXPECT_THAT(text,
              HasSubstr(R"("instances":[{"letter":"k","nsid":"0x227d0aff",)"
                        R"("probes":1,"lag_s":0.0}])"));
}

TEST(RootJson, HasNoLagOfASerialThatNobodyVerified) {
  Scene scene;
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw({.nsid = "a1", .serial = 7}).arrives();
  VerifiedSerials zones;
  zones.add(6, scene.now());
  EXPECT_THAT(root_json(scene.seen(zones)),
              HasSubstr(R"("probes":1,"lag_s":null,"unverified_serial":7}])"));
  zones.add(7, scene.now());
  EXPECT_THAT(root_json(scene.seen(zones)), HasSubstr(R"("probes":1,"lag_s":0.0}])"));
}

}  // namespace
}  // namespace tocsin::collector
