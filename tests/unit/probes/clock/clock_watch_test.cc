#include "probes/clock/clock_watch.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "tests/unit/probes/clock/time_peer.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

// Until the watch has a bound; a watch that never gets one is ended by ctest.
net::Task<> stop_when_bounded(const ClockWatch& watch, net::TaskGroup& group) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  while (!watch.reading().bound) {
    timer.expires_after(1ms);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
  group.cancel();
}

TEST(ClockWatch, GivesBothClocksWithABoundAsSoonAsItHasOne) {
  const system::SystemClock clock;
  system::SystemEntropy entropy;
  boost::asio::io_context io{1};
  TimePeer chrony(io.get_executor());
  chrony.reply_with(chrony_report());
  ClockSources sources;
  sources.chrony = chrony.address();
  ClockWatch watch(io.get_executor(), clock, entropy, sources);
  EXPECT_FALSE(watch.reading().bound);

  net::TaskGroup group(io.get_executor());
  group.spawn(chrony.serve());
  group.spawn(watch.run());
  group.spawn(stop_when_bounded(watch, group));
  io.run();
  const auto reading = watch.reading();
  EXPECT_EQ(reading.source, record::ClockSource::chrony);
  EXPECT_GE(*reading.bound, 999ms);
  EXPECT_LE(reading.wall, clock.wall());
  EXPECT_EQ(chrony.questions(), 1U);
}

}  // namespace
}  // namespace tocsin::probe
