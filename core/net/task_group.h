// Tasks that belong to one owner, so that none outlives what it refers to. The owner stops them
// with cancel() and must join() before it goes away. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <list>

#include "core/net/task.h"

namespace tocsin::net {

class TaskGroup {
 public:
  explicit TaskGroup(const boost::asio::any_io_executor& executor);
  ~TaskGroup();
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  // Starts at the executor's next turn. A task may end by cancellation; any other exception that it
  // lets out is a bug and aborts.
  void spawn(Task<> task);

  // Every wait that a task is in, or comes to, fails. Tasks that have not begun never do, nor those
  // that are spawned later.
  void cancel();

  // Returns when no task is left. It cannot be cancelled itself.
  Task<> join();

  std::size_t size() const { return running_.size(); }

 private:
  struct One {
    boost::asio::cancellation_signal cancellation;
    bool has_begun = false;
  };
  using Running = std::list<One>;

  Task<> run(Running::iterator place, Task<> task);
  void ended(Running::iterator task, const std::exception_ptr& failure);

  boost::asio::any_io_executor executor_;
  boost::asio::steady_timer idle_;  // never expires; cancelled when the last task ends
  Running running_;
  bool stopping_ = false;
};

}  // namespace tocsin::net
