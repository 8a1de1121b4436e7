// The running collector: four listeners on one Asio thread, the journal thread, the ledger thread,
// the assessment thread and, where witnesses are configured, the one that asks them, joined by
// bounded queues. Where it is a witness of its peers, that is a thread of its own beside them.
//
// It goes up in the order state, journal, log, threads, listeners, and down in the opposite one:
// listeners end what they are handling, the journal thread writes what it has taken, the
// log takes that in, then everything is gone.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "config/collector_options.h"
#include "core/net/task_group.h"
#include "daemon/enrol/enrolment.h"
#include "daemon/enrol/roster_recorder.h"
#include "daemon/ingest/ingest.h"
#include "daemon/ingest/refusal_desk.h"
#include "daemon/main/assessment_thread.h"
#include "daemon/main/collector_routes.h"
#include "daemon/main/collector_world.h"
#include "daemon/main/current_log.h"
#include "daemon/main/ended_log.h"
#include "daemon/main/listeners.h"
#include "daemon/main/live_pages.h"
#include "daemon/main/log_dating.h"
#include "daemon/main/opening.h"
#include "daemon/main/origin_desk.h"
#include "daemon/main/payload_desk.h"
#include "daemon/main/peer_witness.h"
#include "daemon/main/plan_desk.h"
#include "daemon/main/state.h"
#include "daemon/main/year_watch.h"
#include "daemon/zones/zone_store.h"

namespace tocsin::collector {

class Collector {
 public:
  // `reload` reads the configuration again.
  using Reload = std::function<Result<config::CollectorOptions>()>;

  // Reads state and journal, and listens. Batches are taken from here on, answered once run() runs.
  static Result<std::unique_ptr<Collector>> open(config::CollectorOptions options,
                                                 CollectorWorld world,
                                                 Reload reload);
  ~Collector() { log_.stop(); }  // no word of its threads may come back to what is gone already

  // Until stop(), a failed journal, or the time of the next log; then says why it failed, if it
  // did.
  Status<> run();
  // After run(): the log to turn to, where that is why it ended (turn.h).
  const std::optional<record::NextOrigin>& next_log() const { return year_watch_.next(); }
  // A turn has failed, and is not to be tried at once.
  void postpone_turn() { year_watch_.postpone(); }
  // From the thread of run(), or posted there.
  void stop();
  Status<> reload();

  boost::asio::io_context& io() { return io_; }
  CollectorPorts ports() const;
  const IngestCounts& counts() const { return ingest_.counts(); }

 private:
  Collector(config::CollectorOptions options, CollectorWorld world, Reload reload, Opened opened);

  Status<> open_ended(const CollectorWorld& world, std::vector<EndedJournal> journals);
  Status<> open_witness(const CollectorWorld& world);
  void published(const PublishedLog& log);
  WallTime public_from(const OfBatch& batch) const;
  net::Task<std::optional<std::uint64_t>> announce(entry::Kind kind, Bytes body);
  IngestIdentity identity() const;
  PlanDesk::Log logger();  // how parts write into the log
  PayloadRetention::Log minutes_logger();
  CurrentLog::Actions of_log();
  void say(Wanted wanted);
  void enrolled(const ProbeRegistration& probe);
  void admitted(AdmittedBatch batch);

  void end();
  Status<> listen();
  Answering answering();
  CollectorCounters counters() const;
  AssessmentThread::Verified verified_serials() const;
  void journal_failed(const Error& error);
  void log_failed(const Error& error);
  void witness_failed(const Error& error);

  boost::asio::io_context io_;
  config::CollectorOptions options_;
  Reload reload_;
  durable::FileSystem& files_;
  const Clock& clock_;
  State state_;
  Registry registry_;
  Contacts contacts_;
  TokenStore tokens_;
  AssessmentThread assessment_;
  LivePages live_pages_;
  std::vector<std::unique_ptr<EndedLog>> ended_;
  CurrentLog log_;
  std::unique_ptr<PeerWitness> witness_;  // none where it cosigns for nobody
  Ingest ingest_;
  RosterRecorder roster_;  // through which all but batches goes into the log
  Enrolment enrolment_;
  RefusalDesk refusal_desk_;
  Wanted wanted_at_first_;
  PlanDesk plan_desk_;
  PayloadDesk payload_desk_;
  OriginDesk origins_;
  std::set<Digest> annotations_;  // of those that the log has, or is to have
  ZoneStore zones_;
  LogDating dating_;
  YearWatch year_watch_;
  net::TaskGroup loops_;
  std::unique_ptr<Listeners> listeners_;
  Status<> failure_;
};

}  // namespace tocsin::collector
