#include "core/plan/plan.h"

#include <gtest/gtest.h>

namespace tocsin::plan {
namespace {

using namespace std::chrono_literals;

TEST(Watch, AsksByUdpEveryTenSecondsAndByTcpEveryMinute) {
  EXPECT_EQ(watch().udp_every, 10s);
  EXPECT_EQ(watch().tcp_every, 60s);
  EXPECT_EQ(watch().timeout, 4s);
  EXPECT_EQ(watch().batch_every, 10s);
}

TEST(CanonicalText, NamesEveryField) {
  EXPECT_EQ(canonical_text(watch()),
            "tocsin-plan/1\n"
            "name watch\n"
            "check soa\n"
            "udp_every 10000000000\n"
            "tcp_every 60000000000\n"
            "timeout 4000000000\n"
            "listen_on 1000000000\n"
            "jitter 100000000\n"
            "batch_every 10000000000\n"
            "rtt_resolution 100\n"
            "early_close_outcomes 2\n"
            "early_close_at_least_apart 2000000000\n"
            "early_close_per_minute_max 6\n");
}

}  // namespace
}  // namespace tocsin::plan
