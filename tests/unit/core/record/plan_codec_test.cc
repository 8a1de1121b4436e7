#include "core/record/plan_codec.h"

#include <gtest/gtest.h>

#include "core/record/limits.h"
#include "tests/support/record/sample_statements.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

TEST(PlanCodec, GivesThePlanBack) {
  for (const auto& plan : {plan::watch(), sample::plan()}) {
    EXPECT_EQ(decode_plan(encode_plan(plan)).value(), plan) << plan.name;
  }
}

TEST(PlanCodec, HasAFleetOnlyWhereOneIsCounted) {
  auto counted = plan::watch();
  counted.fleet = 180;
  auto bytes = encode_plan(counted);
  EXPECT_EQ(decode_plan(bytes).value(), counted);
  EXPECT_EQ(bytes.size(), encode_plan(plan::watch()).size() + 3);
  bytes.back() = 0;
  EXPECT_FALSE(decode_plan(bytes)) << "a longer form than needed, of no probe";
  bytes.pop_back();
  bytes.back() = 0;
  EXPECT_EQ(decode_plan(bytes).error().fault, cbor::Fault::out_of_range);
}

TEST(PlanCodec, GivesAnotherDigestToAnotherCadence) {
  auto slower = plan::watch();
  slower.measures.front().udp_every += 1ns;
  EXPECT_NE(plan_digest(slower), plan_digest(plan::watch()));
}

TEST(PlanCodec, RefusesAPlanThatIsCutShortAnywhere) {
  const auto bytes = encode_plan(sample::plan());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_plan(ByteView(bytes).first(size))) << size;
  }
}

TEST(PlanCodec, RefusesMoreMeasuresThanItsLimit) {
  auto plan = plan::watch();
  plan.measures.resize(measures_max + 1);
  EXPECT_EQ(decode_plan(encode_plan(plan)).error().fault, cbor::Fault::too_long);
}

TEST(PlanCodec, RefusesAnUnknownCheck) {
  auto plan = plan::watch();
  plan.measures.front().check = static_cast<plan::Check>(plan::check_count);
  EXPECT_EQ(decode_plan(encode_plan(plan)).error().fault, cbor::Fault::out_of_range);
}

}  // namespace
}  // namespace tocsin::record
