#include "core/base/nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 3> known{"server", "state-dir", "rate"};

TEST(Nearest, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("server", "server"), 0U);
  EXPECT_EQ(edit_distance("sever", "server"), 1U);
  EXPECT_EQ(edit_distance("serrver", "server"), 1U);
  EXPECT_EQ(edit_distance("sorver", "server"), 1U);
  EXPECT_EQ(edit_distance("sevrer", "server"), 1U);
  EXPECT_EQ(edit_distance("", "rate"), 4U);
}

TEST(Nearest, FindsTheWordThatWasMeant) {
  EXPECT_EQ(nearest("sevrer", known), "server");
  EXPECT_EQ(nearest("state_dir", known), "state-dir");
  EXPECT_EQ(did_you_mean("rat", known), " Did you mean rate?");
}

TEST(Nearest, StaysSilentWhereNothingIsNear) {
  EXPECT_EQ(nearest("frequency", known), std::nullopt);
  EXPECT_EQ(nearest("", known), std::nullopt);
  EXPECT_EQ(did_you_mean("frequency", known), "");
}

}  // namespace
}  // namespace tocsin
