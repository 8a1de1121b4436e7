// The thread that keeps the log up with the journal: every so often it takes in what has become
// durable. It is a thread of its own because it waits for the disk several times in a row, which
// neither an acknowledgement nor a request may do.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/base/result.h"
#include "core/base/time.h"
#include "daemon/ledger/ledger.h"

namespace tocsin::collector {

// What others may know of the log at any time.
struct PublishedLog {
  std::string checkpoint;
  tlog::TreeHead head;
};

class LedgerThread {
 public:
  struct Actions {
    std::function<std::uint64_t()> durable_below;  // of the journal; from this thread
    std::function<void(PublishedLog)> published;   // on this thread
    std::function<void(Error)> failed;             // on this thread, once
  };

  // The ledger is open.
  LedgerThread(Ledger ledger, Duration interval, Actions actions);
  ~LedgerThread() { stop(); }
  LedgerThread(const LedgerThread&) = delete;
  LedgerThread& operator=(const LedgerThread&) = delete;

  // What was published when the thread began.
  const PublishedLog& at_first() const { return at_first_; }

  // Takes in what is durable by now, then ends. May be called more than once.
  void stop();

 private:
  void run();
  bool grow();
  bool wait_for_next();

  Ledger ledger_;
  PublishedLog at_first_;
  Duration interval_;
  Actions actions_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace tocsin::collector
