// How long to wait before a peer is tried again: twice as long after each failure, up to a
// bound, and drawn anew each time from the whole span, so that a fleet does not return all at once.
#pragma once

#include <algorithm>

#include "core/base/entropy.h"
#include "core/base/time.h"

namespace tocsin::net {

class Backoff {
 public:
  static constexpr Duration shortest = std::chrono::milliseconds{100};
  static constexpr Duration first_span = std::chrono::seconds{1};
  static constexpr Duration longest_span = std::chrono::minutes{2};

  // `longest`: for a peer that is to be asked more seldom.
  Duration after_failure(Entropy& entropy, Duration longest = longest_span) {
    const auto span = std::min(span_, longest);
    span_ = std::min(2 * span, longest);
    const auto drawn = Duration(entropy.u64() % static_cast<std::uint64_t>(span.count()));
    return std::max(shortest, drawn);
  }

  void after_success() { span_ = first_span; }

 private:
  Duration span_ = first_span;
};

}  // namespace tocsin::net
