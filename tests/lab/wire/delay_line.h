// Frames on their way, ordered by when they arrive. Pure: time is given.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

#include "core/base/time.h"

namespace tocsin::lab {

struct Frame {
  std::vector<std::uint8_t> bytes;
  int out = 0;  // the socket that it leaves by
};

class DelayLine {
 public:
  // As many frames as 10,000 a second over the longest way; more are lost and counted.
  static constexpr std::size_t frames_max = 16 * 1024;

  void add(MonotonicTime due, Frame frame);
  // The next frame that is due, in order of arrival; of those due together, the first added.
  std::optional<Frame> take(MonotonicTime now);
  std::optional<MonotonicTime> next_due() const;
  std::uint64_t overflows() const { return overflows_; }

 private:
  struct Entry {
    MonotonicTime due;
    std::uint64_t number;
    Frame frame;

    bool operator<(const Entry& other) const {
      return due != other.due ? other.due < due : other.number < number;
    }
  };

  std::priority_queue<Entry> entries_;
  std::uint64_t added_ = 0;
  std::uint64_t overflows_ = 0;
};

}  // namespace tocsin::lab
