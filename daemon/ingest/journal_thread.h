// The one thread that writes: it takes what was admitted, appends it to the journal, syncs once for
// the whole group, and only then tells whoever waits. A group is whatever arrived during the sync
// before it, so that few probes get short waits and many share one sync.
//
// The journal is all that we have promised to keep. When it cannot be written, nothing more is
// admitted: `failed` is called once, and every job after that is dropped without its word.
#pragma once

#include <functional>
#include <thread>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "daemon/ingest/bounded_queue.h"

namespace tocsin::collector {

// The part of a journal that this thread uses (core/durable has the real one).
class JournalFile {
 public:
  virtual ~JournalFile() = default;
  virtual Status<> append(ByteView record) = 0;  // not durable yet
  virtual Status<> sync() = 0;                   // everything appended is, from here on
};

struct JournalJob {
  Bytes record;
  std::function<void()> durable;  // called on the journal thread; must not block
};

class JournalThread {
 public:
  // `failed` is called on the journal thread. The file outlives this.
  JournalThread(JournalFile& file, std::size_t jobs_max, std::function<void(Error)> failed);
  ~JournalThread() { stop(); }
  JournalThread(const JournalThread&) = delete;
  JournalThread& operator=(const JournalThread&) = delete;

  // False where the queue is full, or the thread has stopped or failed.
  bool offer(JournalJob job) { return jobs_.offer(std::move(job)); }
  bool full() const { return jobs_.full() || jobs_.closed(); }

  // Writes what it has taken, then ends. May be called more than once.
  void stop();

 private:
  void run();
  Status<> write(const std::vector<JournalJob>& group);

  JournalFile& file_;
  BoundedQueue<JournalJob> jobs_;
  std::function<void(Error)> failed_;
  std::thread thread_;
};

}  // namespace tocsin::collector
