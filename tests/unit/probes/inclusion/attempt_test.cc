#include "probes/inclusion/attempt.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using Tree = Attempt::Tree;

TEST(Attempt, NeedsAsManyWitnessesAsAreEnough) {
  Attempt attempt(2);
  attempt.in_a_witnessed_tree(Tree::after_the_end, Shown::proof);
  EXPECT_FALSE(attempt.settled());
  attempt.in_a_witnessed_tree(Tree::before_the_end, Shown::proof);
  EXPECT_TRUE(attempt.settled());
  EXPECT_EQ(attempt.found(), Found::witnessed);
}

TEST(Attempt, MissesWhatAWitnessShouldHaveSeenWhateverTheLogShowsUs) {
  Attempt attempt(1);
  attempt.in_a_witnessed_tree(Tree::after_the_end, Shown::none);
  EXPECT_TRUE(attempt.settled());
  attempt.in_its_own_tree(Shown::proof);
  EXPECT_EQ(attempt.found(), Found::missing);
}

TEST(Attempt, BlamesNoLogForAWitnessThatIsBehind) {
  Attempt attempt(1);
  attempt.in_a_witnessed_tree(Tree::before_the_end, Shown::none);
  EXPECT_FALSE(attempt.settled());
  attempt.in_its_own_tree(Shown::proof);
  EXPECT_EQ(attempt.found(), Found::signed_only);
}

TEST(Attempt, TakesTheLogsOwnTreeForNoMoreThanItsSignature) {
  Attempt attempt(0);
  EXPECT_FALSE(attempt.settled());
  attempt.in_its_own_tree(Shown::proof);
  EXPECT_EQ(attempt.found(), Found::signed_only);
}

TEST(Attempt, TellsNoProofFromNobodyThere) {
  Attempt silent(1);
  silent.in_a_witnessed_tree(Tree::after_the_end, Shown::no_answer);
  silent.in_its_own_tree(Shown::no_answer);
  EXPECT_EQ(silent.found(), Found::no_answer);
  Attempt denying(1);
  denying.in_its_own_tree(Shown::none);
  EXPECT_EQ(denying.found(), Found::missing);
}

}  // namespace
}  // namespace tocsin::probe
