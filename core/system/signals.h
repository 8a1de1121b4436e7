// Signals as something to read, so that no code of ours ever runs inside a handler. Made in `main`
// before the first thread, because threads inherit what is blocked.
#pragma once

#include <csignal>
#include <initializer_list>
#include <optional>

namespace tocsin::system {

class Signals {
 public:
  // Blocks these signals for the process and collects them. SIGPIPE is ignored from here on: a peer
  // that goes away is an error of a write.
  explicit Signals(std::initializer_list<int> signals);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Readable (poll, epoll) while a signal waits. Stays ours: do not close it.
  int fd() const { return fd_; }

  // The next signal that has arrived, without waiting.
  std::optional<int> take();

 private:
  sigset_t set_{};
  sigset_t before_{};
  int fd_ = -1;
};

// What ends a program: SIGTERM by a supervisor, SIGINT by hand.
inline constexpr std::initializer_list<int> stop_signals{SIGTERM, SIGINT};

}  // namespace tocsin::system
