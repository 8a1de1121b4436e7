#include "core/plan/plan.h"

#include <gtest/gtest.h>

namespace tocsin::plan {
namespace {

using namespace std::chrono_literals;

TEST(Watch, AsksByUdpEveryTenSecondsAndByTcpEveryMinute) {
  const Measure soa{.check = Check::soa, .udp_every = 10s, .tcp_every = 60s};
  EXPECT_EQ(watch().measures, std::vector{soa});
  EXPECT_EQ(watch().timeout, 4s);
  EXPECT_EQ(watch().batch_every, 10s);
}

}  // namespace
}  // namespace tocsin::plan
