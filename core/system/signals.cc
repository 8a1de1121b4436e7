#include "core/system/signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include "core/base/check.h"

namespace tocsin::system {

Signals::Signals(std::initializer_list<int> signals) {
  sigemptyset(&set_);
  for (const int signal : signals) sigaddset(&set_, signal);
  check(pthread_sigmask(SIG_BLOCK, &set_, &before_) == 0, "signals can be blocked");
  fd_ = signalfd(-1, &set_, SFD_NONBLOCK | SFD_CLOEXEC);
  check(fd_ >= 0, "the kernel gives a signalfd");
  std::signal(SIGPIPE, SIG_IGN);
}

Signals::~Signals() {
  close(fd_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> Signals::take() {
  signalfd_siginfo info{};
  if (read(fd_, &info, sizeof info) != sizeof info) return std::nullopt;
  return static_cast<int>(info.ssi_signo);
}

}  // namespace tocsin::system
