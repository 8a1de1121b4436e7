#include "probes/checks/soa.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

TEST(SoaQuestion, AsksTheZoneForItsSoaAndTheServerForItsName) {
  const auto query = record::query_for(soa_question(), "no.").value();
  EXPECT_EQ(query.question.name.to_text(), "no.");
  EXPECT_EQ(query.question.type, dns::Type::soa);
  EXPECT_FALSE(query.recursion_desired);
  EXPECT_TRUE(query.edns->ask_nsid);
  EXPECT_FALSE(query.edns->dnssec_ok);
  EXPECT_TRUE(soa_question().edns->cookie);
}

}  // namespace
}  // namespace tocsin::probe
