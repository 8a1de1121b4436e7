#include <gmock/gmock.h>

#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using testing::HasSubstr;

struct DependencePage : testing::Test {
  RunningCollector collector_;

  void SetUp() override { collector_.start(); }
};

TEST_F(DependencePage, IsForTheOperatorAlone) {
  const auto page = collector_.ask_admin("GET", "/v1/dependence");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(std::string(as_text(page.body)),
              HasSubstr(R"({"country":null,"voice":"country","voices":0,"probes":0,"known":0,)"
                        R"("withdrawals":null})"));
  const auto text = collector_.ask_admin("GET", "/v1/dependence.txt");
  EXPECT_EQ(text.status, 200U);
  EXPECT_THAT(std::string(as_text(text.body)), HasSubstr("13 letters, of which 8 are needed;"));
  EXPECT_EQ(collector_.ask_admin("POST", "/v1/dependence").status, 405U);
  for (const auto* path : {"/v1/dependence", "/v1/dependence.txt"}) {
    EXPECT_EQ(collector_.look_up(path).status, 404U)
        << path << ": live, and by country, so not for everybody";
  }
}

TEST_F(DependencePage, FollowsTheTableFromTheReloadOn) {
  const auto names_bind = [&] {
    return std::string(as_text(collector_.ask_admin("GET", "/v1/dependence").body))
               .find(R"("BIND Ltd")") != std::string::npos;
  };
  collector_.runs('f', "BIND Ltd");
  EXPECT_FALSE(names_bind());
  ASSERT_TRUE(collector_.reload());
  EXPECT_TRUE(names_bind());
}

}  // namespace
}  // namespace tocsin::collector
