// The one thread that owns the live state. What the log takes in comes to it through one bounded
// queue, in the order of the log, and so do registrations and requests for a page; pages go back by
// a callback.
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
#include "core/window/root_history.h"
#include "daemon/export/collector_counters.h"
#include "daemon/ingest/bounded_queue.h"
#include "daemon/live/live_state.h"

namespace tocsin::collector {

class AssessmentThread {
 public:
  using Beginning = window::RootHistory::Beginning;
  // It begins with these target sets, and learns others from batches.
  AssessmentThread(const Clock& clock, Beginning beginning, std::size_t queue_max);
  ~AssessmentThread() { stop(); }
  AssessmentThread(const AssessmentThread&) = delete;
  AssessmentThread& operator=(const AssessmentThread&) = delete;

  // Each from any thread.
  void offer(AdmittedBatch batch);
  // An entry of the log that the windows follow, with its object (core/window/root_history.h).
  void offer(std::uint64_t index, const entry::EntryView& entry, ByteView object);
  // Whose word counts for which country in entries yet to come.
  void believe(entry::CountryKeys countries);
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

  std::uint64_t dropped() const { return dropped_; }  // batches, entries and registrations
  void stop();

 private:
  using StateUse = std::function<void(WallTime now)>;
  struct Said {
    std::uint64_t index = 0;
    entry::Kind kind{};
    Bytes body;
    Bytes object;
  };
  using Work = std::variant<AdmittedBatch, Said, entry::CountryKeys, ProbeRegistration, StateUse>;

  void run();
  void offer_work(Work work);
  void take(const AdmittedBatch& batch);
  void take(const Said& said);
  void take(const entry::CountryKeys& countries) { history_.believe(countries); }
  void take(const ProbeRegistration& registration) { state_.enrolled(registration); }
  void take(const StateUse& use) { use(clock_.wall()); }
  Snapshot snapshot(WallTime now, const Verified& verified) const;

  const Clock& clock_;
  LiveState state_;
  window::RootHistory history_;
  BoundedQueue<Work> work_;
  std::atomic<std::uint64_t> dropped_ = 0;
  std::thread thread_;
};

}  // namespace tocsin::collector
