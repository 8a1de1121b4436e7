// A probe that runs the plan rssac047: it asks what its own schedule says and closes its batches
// with its own code. A thousandth of its queries time out, and of the replies to correctness one in
// 20,000 is wrong. Deterministic. One thread.
#pragma once

#include <random>

#include "core/plan/plan.h"
#include "probes/batch/batch_writer.h"
#include "probes/schedule/round.h"
#include "tests/bench/rssac047/letters.h"
#include "tests/support/probe/scripted_probe.h"

namespace tocsin::bench {

inline constexpr std::uint32_t vantage_points = 20;

// What an auditor should find.
struct Tally {
  std::uint64_t batches = 0;
  std::uint64_t soa = 0;
  std::uint64_t correctness = 0;
  std::uint64_t unanswered = 0;  // of those to correctness
  std::uint64_t spoilt = 0;
};

class VantagePoint {
 public:
  VantagePoint(std::uint32_t number, const plan::TargetSet& root, WallTime booted);

  const collector::ScriptedProbe& who() const { return who_; }

  // Of the interval of five minutes with this number since 1970. Counts what it asks.
  probe::ClosedBatch batch(std::int64_t interval, const Letters& letters, Tally& tally);

 private:
  record::Observation ask(const probe::RoundTest& test,
                          WallTime at,
                          const Letters& letters,
                          Tally& tally);
  probe::Closing closing_at(WallTime at) const;
  MonotonicTime monotonic(WallTime at) const { return {at - booted_}; }

  std::uint32_t number_;
  const plan::TargetSet& root_;
  WallTime booted_;
  collector::ScriptedProbe who_;
  plan::Plan plan_;
  probe::BatchWriter writer_;
  probe::KnownReplies known_;
  std::uint64_t sequence_ = 0;
  Digest previous_{};
  std::uint32_t draws_ = 0;  // of the batch
  std::mt19937_64 random_;
};

}  // namespace tocsin::bench
