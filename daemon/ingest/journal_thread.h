// The one thread that writes: it takes what was admitted, appends it to the journal, syncs once for
// the whole group, and only then tells whoever waits. A group is whatever arrived during the sync
// before it, so that few probes get short waits and many share one sync.
//
// The journal is all that we have promised to keep. When it cannot be written, nothing more is
// taken: `failed` is called once, and no job after that gets its word.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/durable/journal.h"
#include "daemon/ingest/bounded_queue.h"

namespace tocsin::collector {

struct JournalJob {
  Bytes record;
  // Called on the journal thread with the record's index; must not block.
  std::function<void(std::uint64_t)> durable;
};

class JournalThread {
 public:
  // `failed` is called on the journal thread.
  JournalThread(durable::Journal journal, std::size_t jobs_max, std::function<void(Error)> failed);
  ~JournalThread() { stop(); }
  JournalThread(const JournalThread&) = delete;
  JournalThread& operator=(const JournalThread&) = delete;

  // False where the queue is full, or the thread has stopped or failed.
  bool offer(JournalJob job) { return jobs_.offer(std::move(job)); }
  bool stopped() const { return jobs_.closed(); }
  std::uint64_t bytes() const { return bytes_; }                  // of the journal, durable ones
  std::uint64_t durable_below() const { return durable_below_; }  // records with a lower index

  // Writes what it has taken, then ends. May be called more than once.
  void stop();

 private:
  void run();
  Status<> write(const std::vector<JournalJob>& group);

  durable::Journal journal_;
  BoundedQueue<JournalJob> jobs_;
  std::function<void(Error)> failed_;
  std::atomic<std::uint64_t> bytes_;
  std::atomic<std::uint64_t> durable_below_;
  std::thread thread_;
};

}  // namespace tocsin::collector
