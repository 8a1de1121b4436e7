#include "core/system/signals.h"

#include <gtest/gtest.h>
#include <poll.h>

namespace tocsin::system {
namespace {

bool is_readable(int fd) {
  pollfd waiting{.fd = fd, .events = POLLIN, .revents = 0};
  return poll(&waiting, 1, 0) == 1;
}

TEST(Signals, AnArrivedSignalIsReadOnceInsteadOfEndingTheProgram) {
  Signals signals(stop_signals);
  EXPECT_FALSE(is_readable(signals.fd()));
  raise(SIGTERM);
  EXPECT_TRUE(is_readable(signals.fd()));
  EXPECT_EQ(signals.take(), SIGTERM);
  EXPECT_FALSE(signals.take());
}

TEST(Signals, OnlyWhatWasNamedIsCollected) {
  Signals signals({SIGUSR1});
  raise(SIGUSR1);
  EXPECT_EQ(signals.take(), SIGUSR1);
  sigset_t blocked;
  pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
  EXPECT_EQ(sigismember(&blocked, SIGTERM), 0);
}

}  // namespace
}  // namespace tocsin::system
