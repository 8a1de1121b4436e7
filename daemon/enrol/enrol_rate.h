// How often strangers may ask to enrol: a few at once, then one a second, over all of them.
// Guessing tokens at this rate is hopeless, and the disk is asked for no more than that.
#pragma once

#include <algorithm>

#include "core/base/time.h"

namespace tocsin::collector {

class EnrolRate {
 public:
  static constexpr int burst = 10;
  static constexpr Duration refill = std::chrono::seconds(1);

  // False where the caller has to come back later.
  bool take(MonotonicTime now) {
    const auto earned = static_cast<int>(std::min<std::int64_t>((now - since_) / refill, burst));
    if (earned > 0) {
      tokens_ = std::min(burst, tokens_ + earned);
      since_ = now;
    }
    return tokens_ > 0 && tokens_-- > 0;
  }

 private:
  int tokens_ = burst;
  MonotonicTime since_{};
};

}  // namespace tocsin::collector
