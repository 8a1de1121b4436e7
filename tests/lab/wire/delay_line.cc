#include "tests/lab/wire/delay_line.h"

namespace tocsin::lab {

void DelayLine::add(MonotonicTime due, Frame frame) {
  if (entries_.size() >= frames_max) {
    ++overflows_;
    return;
  }
  entries_.push({.due = due, .number = added_++, .frame = std::move(frame)});
}

std::optional<Frame> DelayLine::take(MonotonicTime now) {
  if (entries_.empty() || now < entries_.top().due) return std::nullopt;
  // The queue shows its top as const only because a change could spoil the order; this one is gone
  // in the next line.
  auto frame = std::move(const_cast<Entry&>(entries_.top()).frame);
  entries_.pop();
  return frame;
}

std::optional<MonotonicTime> DelayLine::next_due() const {
  if (entries_.empty()) return std::nullopt;
  return entries_.top().due;
}

}  // namespace tocsin::lab
