#include "probes/spool/reconcile.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using record::GapReason;

// Numbers 0 to 2 are gone, 3 to 5 are batches, and the next is 6.
SpoolState ordinary() {
  SpoolState state;
  state.next = 6;
  state.gone.insert({0, 2});
  return state;
}

const std::vector<std::uint64_t> ordinary_files{3, 4, 5};
const std::vector<std::string> collectors{"geneva"};

TEST(Reconcile, FindsNothingToSayAfterAnOrderlyStop) {
  auto state = ordinary();
  const auto found = reconcile(state, ordinary_files, collectors);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kept, (std::set<std::uint64_t>{3, 4, 5}));
  EXPECT_TRUE(found->to_remove.empty());
  EXPECT_TRUE(state.untold.empty());
}

TEST(Reconcile, RemovesAFileThatIsGone) {
  auto state = ordinary();
  const auto found = reconcile(state, std::vector<std::uint64_t>{2, 3, 4, 5}, collectors);
  EXPECT_EQ(found->to_remove, (std::vector<std::uint64_t>{2}));
  EXPECT_FALSE(found->kept.contains(2));
}

TEST(Reconcile, TellsOfANumberThatWasTakenAndNeverClosed) {
  auto state = ordinary();
  state.taken = {5, 6};
  state.next = 7;
  const auto found = reconcile(state, ordinary_files, collectors);
  EXPECT_EQ(found->never_closed, 1U);
  EXPECT_EQ(state.untold, (GapList{{6, 6, GapReason::never_closed}}));
  EXPECT_TRUE(state.taken.empty());
}

TEST(Reconcile, TellsOfABatchThatHasVanished) {
  auto state = ordinary();
  const auto found = reconcile(state, std::vector<std::uint64_t>{3, 5}, collectors);
  EXPECT_EQ(found->vanished, 1U);
  EXPECT_EQ(state.untold, (GapList{{4, 4, GapReason::unreadable}}));
}

TEST(Reconcile, TellsOfALossOnlyOnce) {
  auto state = ordinary();
  ASSERT_TRUE(reconcile(state, std::vector<std::uint64_t>{3, 5}, collectors));
  state.untold.clear();
  ASSERT_TRUE(reconcile(state, std::vector<std::uint64_t>{3, 5}, collectors));
  EXPECT_TRUE(state.untold.empty());
}

TEST(Reconcile, RefusesAStateOlderThanItsBatches) {
  auto state = ordinary();
  EXPECT_FALSE(reconcile(state, std::vector<std::uint64_t>{3, 4, 5, 6}, collectors));
}

TEST(Reconcile, KeepsTheCursorsOfConfiguredCollectorsOnly) {
  auto state = ordinary();
  state.cursors["geneva"].acknowledged.insert(3);
  state.cursors["dropped"].acknowledged.insert(3);
  ASSERT_TRUE(reconcile(state, ordinary_files, std::vector<std::string>{"geneva", "new"}));
  EXPECT_EQ(state.cursors.size(), 2U);
  EXPECT_TRUE(state.cursors["geneva"].done(3));
  EXPECT_FALSE(state.cursors["new"].done(3));
}

}  // namespace
}  // namespace tocsin::probe
