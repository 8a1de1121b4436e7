// Which measurements of a log's batches count in the figures of the root's last hour and day
// (root_windows.h), batch by batch in the order of the log.
//
// Of the batches of the watch the queries for the root's SOA, of those of the plan rssac047 the
// correctness queries; whenever they arrive, but for batches whose clock is not trusted; sent while
// a country vouched for the probe, in a family in which the batch says that the probe was connected
// as it closed. A batch of any plan that says "isolated" or "line dead" takes out the intervals
// that this touches (docs/decisions/0018).
//
// Pure: equal batches in equal order give equal figures. One thread at a time.
#pragma once

#include <functional>
#include <string_view>

#include "core/assess/root_measurement.h"
#include "core/assess/root_windows.h"
#include "core/record/acknowledgement.h"

namespace tocsin::assess {

// Signature, chain and payload are checked; what the probe says in it is not.
struct LoggedBatch {
  std::string_view probe;  // its name
  const record::Envelope& envelope;
  const record::Payload& payload;
  WallTime arrival;
  record::Admission admission = record::Admission::next;
};

class RootDay {
 public:
  // Knows these target sets to begin with.
  explicit RootDay(RootTargets targets) : targets_(std::move(targets)) {}

  void learn(const Digest& target_set, const plan::TargetSet& set) {
    targets_.learn(target_set, set);
  }
  // Of a batch before the first that counts: only the target set that it brings.
  void learn(const record::Envelope& envelope, const record::Payload& payload) {
    targets_.learn(envelope, payload);
  }
  bool knows(const Digest& target_set) const { return targets_.knows(target_set); }

  // Whether the payload of such a batch has measurements that count.
  static bool reads(const record::Envelope& envelope);

  // `attested`: whether a country vouched for the probe at that time. `to_judge` is given each
  // response to a correctness query that counts and came before its day was over, with its reply.
  using Attested = std::function<bool(WallTime)>;
  using ToJudge = std::function<void(const Measurement&, const record::Reply&)>;
  void take(const LoggedBatch& batch, const Attested& attested, const ToJudge& to_judge);
  // Such a response with its verdict, or without one where it is not judged.
  void judged(const Measurement& response) { windows_.add(response); }

  WindowFigures figures(Window window, WallTime now) const { return windows_.figures(window, now); }

 private:
  void take_cuts(const LoggedBatch& batch);
  void take_row(const LoggedBatch& batch,
                const record::Measurement& row,
                const Attested& attested,
                const ToJudge& to_judge);

  RootTargets targets_;
  RootWindows windows_;
};

}  // namespace tocsin::assess
