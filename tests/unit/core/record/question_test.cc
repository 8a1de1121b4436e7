#include "core/record/question.h"

#include <gtest/gtest.h>

namespace tocsin::record {
namespace {

std::string named(std::string name, std::string_view zone) {
  return full_name({.name = std::move(name)}, zone).value().to_text();
}

TEST(Question, IsCompletedByTheZoneAsInAMasterFile) {
  EXPECT_EQ(named("@", "."), ".");
  EXPECT_EQ(named("@", "no."), "no.");
  EXPECT_EQ(named("no-such", "no."), "no-such.no.");
  EXPECT_EQ(named("no-such", "."), "no-such.");
  EXPECT_EQ(named("hostname.bind.", "no."), "hostname.bind.");
}

TEST(Question, ThatMakesNoNameIsAnError) {
  EXPECT_FALSE(query_for({.name = "a..b"}, "no."));
  EXPECT_FALSE(query_for({.name = std::string(64, 'a')}, "no."));
}

TEST(Question, SaysWhatTheQueryHas) {
  const QuestionEdns edns{.udp_payload = 1220, .dnssec_ok = true, .nsid = true, .cookie = true};
  const auto query = query_for({.recursion_desired = true, .edns = edns}, "no.").value();
  EXPECT_TRUE(query.recursion_desired);
  EXPECT_EQ(query.edns->udp_payload, 1220);
  EXPECT_TRUE(query.edns->dnssec_ok);
  EXPECT_TRUE(query.edns->ask_nsid);
  EXPECT_TRUE(query.edns->cookie.empty()) << "a cookie is drawn for each query";
  EXPECT_FALSE(query_for({}, "no.")->edns);
}

}  // namespace
}  // namespace tocsin::record
