// A value and when it was measured. What was measured later stays, in whatever order they arrive: a
// backlog behind fresh data must not bring the past back.
#pragma once

#include <optional>
#include <utility>

#include "core/base/time.h"

namespace tocsin::collector {

template <class T>
class Latest {
 public:
  void offer(WallTime measured, T value) {
    if (measured_ && *measured_ > measured) return;
    measured_ = measured;
    value_ = std::move(value);
  }

  // The value, if it was measured at `oldest` or later.
  const T* since(WallTime oldest) const {
    return measured_ && *measured_ >= oldest ? &value_ : nullptr;
  }

  // Nothing before the first.
  const std::optional<WallTime>& measured() const { return measured_; }

 private:
  std::optional<WallTime> measured_;
  T value_{};
};

}  // namespace tocsin::collector
