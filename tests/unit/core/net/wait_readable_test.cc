#include "core/net/wait_readable.h"

#include <gtest/gtest.h>

#include "core/system/signals.h"
#include "tests/unit/core/net/run.h"

namespace tocsin::net {
namespace {

Task<> take_signal(system::Signals& signals, std::optional<int>& taken) {
  co_await wait_readable(signals.fd());
  taken = signals.take();
}

TEST(WaitReadable, ASignalWakesTheTaskAndItsDescriptorStaysOpen) {
  boost::asio::io_context io;
  system::Signals signals({SIGUSR2});
  for (int round = 0; round < 2; ++round) {
    std::optional<int> taken;
    raise(SIGUSR2);
    run(io, take_signal(signals, taken));
    io.restart();
    EXPECT_EQ(taken, SIGUSR2);
  }
}

}  // namespace
}  // namespace tocsin::net
