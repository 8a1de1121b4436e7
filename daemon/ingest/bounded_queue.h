// Values handed from one thread to another, never more than a stated number. Whoever offers to a
// full queue is told so at once and decides what that means; nothing here waits for room.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace tocsin::collector {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t size_max) : size_max_(size_max) {}

  // False where the queue is full or closed; the value is gone then.
  bool offer(T value) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || values_.size() >= size_max_) return false;
      values_.push_back(std::move(value));
    }
    arrived_.notify_one();
    return true;
  }

  // Everything that is there, oldest first; waits while there is nothing. Nothing comes back only
  // from a queue that is closed and empty.
  std::vector<T> take_all() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return closed_ || !values_.empty(); });
    return std::exchange(values_, {});
  }

  // The same, but waits no longer than this: nothing may also mean that nothing came.
  std::vector<T> take_all_within(std::chrono::nanoseconds patience) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, patience, [this] { return closed_ || !values_.empty(); });
    return std::exchange(values_, {});
  }

  // Takes no more; what is in it can still be taken.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    arrived_.notify_all();
  }

  bool closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return values_.size();
  }

 private:
  const std::size_t size_max_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<T> values_;
  bool closed_ = false;
};

}  // namespace tocsin::collector
