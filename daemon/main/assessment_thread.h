// The one thread that owns the live state. Batches, registrations and requests for a page come to
// it through one bounded queue, in order; pages go back by a callback.
//
// Live figures may lose a batch when it is swamped: it is in the journal, and the loss is counted.
// It never holds up an acknowledgement.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "core/assess/root_parties.h"
#include "core/base/clock.h"
#include "daemon/export/collector_counters.h"
#include "daemon/ingest/bounded_queue.h"
#include "daemon/live/live_state.h"

namespace tocsin::collector {

class AssessmentThread {
 public:
  // It begins with these target sets, and learns others from batches.
  AssessmentThread(const Clock& clock, TargetBook targets, std::size_t queue_max);
  ~AssessmentThread() { stop(); }
  AssessmentThread(const AssessmentThread&) = delete;
  AssessmentThread& operator=(const AssessmentThread&) = delete;

  // Each from any thread.
  void offer(AdmittedBatch batch);
  void enrolled(ProbeRegistration registration);
  // False where it is too busy. `done` is called on the assessment thread.
  using Done = std::function<void(std::string)>;
  using Parties = std::shared_ptr<const assess::RootParties>;
  // Nothing where no zones are kept (daemon/live/verified_serials.h).
  using Verified = std::optional<VerifiedSerials>;
  bool ask_for_metrics(CollectorCounters counters, Parties parties, Verified verified, Done done);
  bool ask_for_root(Verified verified, Done done);
  // Nothing where there is more than can be added up.
  enum class Form : std::uint8_t { json, text };
  bool ask_for_dependence(Parties parties, Form form, Done done);

  std::uint64_t dropped() const { return dropped_; }  // batches and registrations
  void stop();

 private:
  using StateUse = std::function<void(const LiveState&, WallTime now)>;
  using Work = std::variant<AdmittedBatch, ProbeRegistration, StateUse>;

  void run();
  void take(const AdmittedBatch& batch) { state_.observe(batch); }
  void take(const ProbeRegistration& registration) { state_.enrolled(registration); }
  void take(const StateUse& use) { use(state_, clock_.wall()); }

  const Clock& clock_;
  LiveState state_;
  BoundedQueue<Work> work_;
  std::atomic<std::uint64_t> dropped_ = 0;
  std::thread thread_;
};

}  // namespace tocsin::collector
