#include "daemon/ingest/rejection.h"

#include <gtest/gtest.h>

#include <set>

namespace tocsin::collector {
namespace {

TEST(Rejection, HasItsOwnWordForEachReason) {
  std::set<std::string> reasons;
  for (std::size_t i = 0; i < rejection_count; ++i) {
    reasons.insert(reason_of(static_cast<Rejection>(i)));
  }
  EXPECT_EQ(reasons.size(), rejection_count);
}

TEST(Rejection, IsAProblemThatSaysWhatAndWhy) {
  const auto response = refusal(Rejection::equivocation, "sequence 7");
  EXPECT_EQ(response.status, 409U);
  EXPECT_EQ(http::problem_slug(response), "equivocation");
  EXPECT_EQ(reason_of(Rejection::bad_signature), "bad_signature");
}

TEST(Rejection, SaysWhenToTryAgainWhereItIsNotFinal) {
  EXPECT_EQ(refusal(Rejection::busy).headers.find("Retry-After"), "2");
  EXPECT_EQ(refusal(Rejection::stopping).status, 503U);
  EXPECT_FALSE(refusal(Rejection::bad_signature).headers.find("Retry-After"));
}

}  // namespace
}  // namespace tocsin::collector
