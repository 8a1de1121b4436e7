// The running collector: four listeners on one Asio thread, the journal thread, the ledger thread
// and the assessment thread, joined by bounded queues.
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
#include <string>

#include "config/collector_options.h"
#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/durable/file_system.h"
#include "core/http/server.h"
#include "daemon/enrol/enrolment.h"
#include "daemon/ingest/ingest.h"
#include "daemon/ledger/ledger_thread.h"
#include "daemon/main/assessment_thread.h"
#include "daemon/main/plan_desk.h"
#include "daemon/main/rebuild.h"
#include "daemon/main/state.h"

namespace tocsin::collector {

struct CollectorWorld {
  const Clock& clock;
  Entropy& entropy;
  // One for each thread that writes: the journal's, the log's, and that of the listeners.
  durable::FileSystem& journal_files;
  durable::FileSystem& ledger_files;
  durable::FileSystem& files;
};

struct CollectorPorts {
  std::uint16_t probes = 0;
  std::uint16_t enrolment = 0;
  std::uint16_t open = 0;
  std::uint16_t admin = 0;
};

class Collector {
 public:
  // `reload` reads the configuration again.
  using Reload = std::function<Result<config::CollectorOptions>()>;

  // Reads state and journal, and listens. Batches are taken from here on, answered once run() runs.
  static Result<std::unique_ptr<Collector>> open(config::CollectorOptions options,
                                                 CollectorWorld world,
                                                 Reload reload);
  ~Collector();

  // Until stop() or a failed journal; then says why it failed, if it did.
  Status<> run();
  // From the thread of run(), or posted there.
  void stop();
  Status<> reload();

  boost::asio::io_context& io() { return io_; }
  CollectorPorts ports() const;
  const IngestCounts& counts() const { return ingest_.counts(); }

 private:
  Collector(config::CollectorOptions options,
            CollectorWorld world,
            Reload reload,
            State state,
            Rebuilt rebuilt,
            durable::Journal journal);

  Status<> open_log(durable::FileSystem& files);
  void say(Wanted wanted);

  Status<> listen();
  http::Router probe_routes();
  http::Router enrolment_routes();
  http::Router open_routes();
  http::Router admin_routes();
  boost::asio::awaitable<http::Response> serve_metrics(http::Request request);
  CollectorCounters counters() const;
  void journal_failed(const Error& error);
  void log_failed(const Error& error);
  std::vector<http::Server*> servers() const;

  boost::asio::io_context io_;
  config::CollectorOptions options_;
  Reload reload_;
  durable::FileSystem& files_;
  State state_;
  Registry registry_;
  TokenStore tokens_;
  AssessmentThread assessment_;
  JournalThread journal_;
  LogFolder log_folder_;
  std::unique_ptr<LedgerThread> ledger_;
  Ingest ingest_;
  Enrolment enrolment_;
  Wanted wanted_at_first_;
  PlanDesk plan_desk_;
  std::unique_ptr<http::Server> probes_;
  std::unique_ptr<http::Server> enrolments_;
  std::unique_ptr<http::Server> open_;
  std::unique_ptr<http::Server> admin_;
  Status<> failure_;
};

}  // namespace tocsin::collector
