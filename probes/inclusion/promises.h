// Which of a collector's acknowledged batches are looked for in its log, when, and what follows.
//
// The first one after the start, so that a wrong configuration shows at once; then one in a minute
// at a moment that is drawn, so that the collector cannot know which. Half a minute to a minute
// after it was acknowledged it is asked for, because logs are quick; what is not there yet again
// and again until the maximum merge delay is over, and only what is missing in three attempts after
// that counts as dropped. Nobody counts as a drop what could not be asked for.
//
// One collector; pure; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/entropy.h"
#include "core/base/time.h"
#include "probes/inclusion/attempt.h"
#include "probes/inclusion/promise.h"

namespace tocsin::probe {

struct InclusionCounts {
  std::uint64_t proven = 0;
  // In a tree that the log has signed, and enough witnesses were not to be had until the end.
  std::uint64_t unwitnessed = 0;
  std::uint64_t dropped = 0;
  std::uint64_t late = 0;       // of the dropped, those that were there after all
  std::uint64_t unchecked = 0;  // nobody answered for too long

  bool operator==(const InclusionCounts&) const = default;
};

class Promises {
 public:
  static constexpr std::size_t waiting_max = 64;
  static constexpr Duration sampled_every = std::chrono::minutes(1);
  static constexpr Duration asked_after = std::chrono::seconds(30);  // at the earliest
  static constexpr Duration asked_again_after = std::chrono::minutes(15);
  static constexpr unsigned attempts = 3;  // after the end, before it counts as dropped
  // Between those; no more than the merge delay itself.
  static constexpr Duration attempts_apart = std::chrono::minutes(5);
  // After the end nobody is asked for longer.
  static constexpr Duration given_up_after = std::chrono::hours(6);

  enum class Needs { witnesses, the_logs_signature };

  // `entropy` outlives this.
  Promises(Needs needs, Entropy& entropy) : needs_(needs), entropy_(&entropy) {}

  // Whether what is acknowledged now is to be looked for.
  bool wants_one(MonotonicTime now) const;
  void take(Promise promise, MonotonicTime now);

  // What is to be asked for now, the longest due first; valid until the next change.
  const Promise* due(MonotonicTime now) const;
  std::optional<MonotonicTime> next_due() const;

  // What is known of a promise once an attempt has found this.
  enum class Step { wait, proven, unwitnessed, dropped, late, unchecked };
  Step settle(const Digest& envelope, Found found, MonotonicTime now);

  std::size_t waiting() const { return waiting_.size(); }
  const InclusionCounts& counts() const { return counts_; }

 private:
  struct Waiting {
    Promise promise;
    MonotonicTime end;  // of the merge delay, by our own clock
    MonotonicTime ask_at;
    unsigned missing = 0;  // attempts after the end
    bool dropped = false;
  };

  Step step(Waiting& waiting, Found found, MonotonicTime now) const;
  Step there(const Waiting& waiting) const;
  Duration drawn_below(Duration longest);

  Needs needs_;
  Entropy* entropy_;
  MonotonicTime next_sample_at_{};
  std::vector<Waiting> waiting_;
  InclusionCounts counts_;
};

std::string_view name_of(Promises::Step step);

}  // namespace tocsin::probe
