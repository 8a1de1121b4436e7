// The log that grows: its journal and the thread that writes it, the folder that is made of it and
// the threads that do that and ask witnesses, and what of it is summed up, found and let go.
//
// Belongs to the Asio thread; what it calls back, it calls there, except for `minutes`.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>

#include "config/collector_options.h"
#include "daemon/cosign/cosign_thread.h"
#include "daemon/export/collector_counters.h"
#include "daemon/ingest/journal_thread.h"
#include "daemon/ledger/ledger_thread.h"
#include "daemon/main/collector_world.h"
#include "daemon/main/payload_retention.h"
#include "daemon/main/rebuild.h"
#include "daemon/main/state.h"
#include "daemon/segments/object_desk.h"

namespace tocsin::collector {

class CurrentLog {
 public:
  struct Actions {
    std::function<void(const Error&)> journal_failed;
    std::function<void(const Error&)> log_failed;
    std::function<void(const PublishedLog&)> published;
    std::function<void(const std::string&)> cosigned;  // is served as such from now on
    PayloadRetention::Log minutes;                     // called on the ledger thread
    ObjectDesk::PublicFrom public_from;
  };

  // Writes from here on. Takes of what was rebuilt what is said of segments. Everything referred to
  // outlives this.
  CurrentLog(boost::asio::io_context& io,
             const CollectorWorld& world,
             const config::CollectorOptions& options,
             const OwnLog& log,
             durable::Journal journal,
             Rebuilt& rebuilt,
             Actions actions);
  ~CurrentLog() { stop(); }

  // What the journal has and the log has not is taken in, and published, before this returns.
  Status<> open();

  // Writes what was taken, takes that into the log, and asks nobody any more. May be called more
  // than once.
  void stop();

  JournalThread& journal() { return journal_; }
  const JournalThread& journal() const { return journal_; }
  LogFolder& folder() { return folder_; }
  ObjectDesk& objects() { return objects_; }
  CosignThread* cosigning() { return cosign_.get(); }  // none without witnesses
  void count(CollectorCounters& out) const;

 private:
  Status<> open_cosigning();
  void published(const PublishedLog& log);
  void sum_up(std::uint64_t size);

  boost::asio::io_context& io_;
  const CollectorWorld world_;
  const config::CollectorOptions& options_;
  const OwnLog& log_;
  Actions actions_;
  JournalThread journal_;
  LogFolder folder_;
  JournalSegments segments_;
  PayloadRetention retention_;
  ObjectDesk objects_;
  std::unique_ptr<CosignThread> cosign_;
  std::unique_ptr<LedgerThread> ledger_;
  std::uint64_t size_ = 0;
};

}  // namespace tocsin::collector
