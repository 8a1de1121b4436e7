#include "probes/checks/identity.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> names(MonotonicTime slot, Duration every) {
  std::vector<std::string> names;
  for (const auto& question : identity_questions(slot, every)) names.push_back(question.name);
  return names;
}

TEST(IdentityQuestions, AreNsidAndTheTwoChaosNames) {
  EXPECT_EQ(names({1h}, 5min), (std::vector<std::string>{"@", "hostname.bind.", "id.server."}));
}

TEST(IdentityQuestions, AskForTheVersionOnceADay) {
  int asked = 0;
  for (auto at = 17s + 0ns; at < 72h; at += 5min) {
    asked += static_cast<int>(std::ranges::count(names({at}, 5min), "version.bind."));
  }
  EXPECT_EQ(asked, 3);
}

TEST(IdentityQuestions, AskForTheVersionInEachSlotThatIsMoreThanADayFromTheNext) {
  for (const auto slot : {1h, 47h, 93h}) EXPECT_EQ(names({slot}, 46h).size(), 4U);
}

TEST(IdentityQuestions, AreTextInClassChaos) {
  const auto question = identity_questions({1h}, 5min)[1];
  const auto query = record::query_for(question, "no.").value();
  EXPECT_EQ(query.question.name.to_text(), "hostname.bind.");
  EXPECT_EQ(query.question.type, dns::Type::txt);
  EXPECT_EQ(query.question.klass, dns::Class::ch);
  EXPECT_FALSE(query.recursion_desired);
}

TEST(IdentityQuestions, AllAskForNsidAsWell) {
  for (const auto& question : identity_questions({0s}, 5min)) EXPECT_TRUE(question.edns->nsid);
}

}  // namespace
}  // namespace tocsin::probe
