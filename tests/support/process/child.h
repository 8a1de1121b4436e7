// A child process that runs one function, for tests that kill it. It dies with the test. Call from
// a test that has started no thread.
#pragma once

#include <sys/types.h>

#include <functional>

namespace tocsin::test {

class Child {
 public:
  // The function's result is the child's exit status.
  explicit Child(const std::function<int()>& body);
  ~Child() { kill(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // SIGKILL, and gone when this returns.
  void kill();
  // Its exit status; -1 where a signal ended it.
  int wait();

 private:
  pid_t pid_;
  int status_ = -1;
};

}  // namespace tocsin::test
