#include "probes/spool/gap_list.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using record::GapReason;

TEST(GapList, JoinsNeighboursOfOneReasonOnly) {
  GapList gaps;
  add_gap(gaps, {4, 4, GapReason::thinned});
  add_gap(gaps, {6, 6, GapReason::thinned});
  add_gap(gaps, {3, 3, GapReason::refused});
  add_gap(gaps, {5, 5, GapReason::thinned});
  EXPECT_EQ(gaps, (GapList{{3, 3, GapReason::refused}, {4, 6, GapReason::thinned}}));
}

TEST(GapList, HoldsANumberOncePerReason) {
  GapList gaps;
  add_gap(gaps, {4, 4, GapReason::refused});
  add_gap(gaps, {4, 4, GapReason::refused});
  EXPECT_EQ(gaps, (GapList{{4, 4, GapReason::refused}}));
}

TEST(GapList, TakesBackOnlyWhatWasTold) {
  GapList gaps;
  add_gap(gaps, {2, 9, GapReason::thinned});
  add_gap(gaps, {5, 5, GapReason::refused});
  subtract_gap(gaps, {4, 6, GapReason::thinned});
  EXPECT_EQ(
      gaps,
      (GapList{
          {2, 3, GapReason::thinned}, {5, 5, GapReason::refused}, {7, 9, GapReason::thinned}}));
}

}  // namespace
}  // namespace tocsin::probe
