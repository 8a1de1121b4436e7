// POST /v1/batches: verify, decide, journal, and only when the batch is on disk answer with a
// signed acknowledgement. On the Asio thread; the journal thread comes back to it by posting.
//
// A batch enters its chain when it is handed to the journal thread, so that the next one of the
// same probe is judged against it. That is safe because nothing is taken back: if the journal
// fails, no acknowledgement leaves and the collector stops.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/entry/entry.h"
#include "core/http/message.h"
#include "core/record/acknowledgement.h"
#include "daemon/ingest/batch_index.h"
#include "daemon/ingest/chains.h"
#include "daemon/ingest/durable_mark.h"
#include "daemon/ingest/ingest_counts.h"
#include "daemon/ingest/journal_thread.h"
#include "daemon/ingest/verified_batch.h"
#include "daemon/live/admitted_batch.h"

namespace tocsin::collector {

// Who takes durable batches over; called on the journal thread, and must not block.
using BatchSink = std::function<void(AdmittedBatch)>;
// The same of what else is logged. Both are called in the order of the log.
using EntrySink = std::function<void(std::uint64_t index, entry::EntryView, ByteView object)>;

struct Sinks {
  BatchSink batch;
  EntrySink entry = [](std::uint64_t, entry::EntryView, ByteView) {};
};

// A log that has ended: what it acknowledged is acknowledged again in its name alone.
struct LogSigner {
  std::string origin;
  const crypto::SigningKey& key;
};

struct IngestIdentity {
  std::string origin;     // of the log
  std::string collector;  // trust domain of the probes' certificates
  Duration maximum_merge_delay = std::chrono::hours(24);
  std::vector<LogSigner> ended = {};  // before this log, in their order; receipts name them by it
};

// What it knew when it stopped, out of the journal.
struct IngestMemory {
  Chains chains;
  BatchIndex batches;
};

struct IngestLimits {
  // Refused batches that are kept since the start: a probe that forges must not fill the disk.
  std::uint64_t evidence_bytes = 64ULL * 1024 * 1024;
};

class Ingest {
 public:
  // Everything referred to outlives this.
  Ingest(boost::asio::io_context& io,
         IngestIdentity identity,
         const crypto::SigningKey& log_key,
         const Clock& clock,
         const Registry& registry,
         IngestMemory memory,
         JournalThread& journal,
         Sinks sinks,
         IngestLimits limits = {});

  boost::asio::awaitable<http::Response> post_batch(http::Request request);

  // Writes an entry of the log that is no batch, with the object that it refers to; its index, once
  // it is durable.
  boost::asio::awaitable<std::optional<std::uint64_t>> log(entry::Kind kind,
                                                           Bytes body,
                                                           Bytes object = {});

  // The journal can take nothing more: whoever waits for it gets a refusal that is not final.
  void journal_failed();

  const IngestCounts& counts() const { return counts_; }
  const Chains& chains() const { return chains_; }
  // Durable batches that were acknowledged.
  const BatchIndex& batches() const { return batches_; }
  // Records that the journal thread has, and has said nothing of yet.
  std::size_t outstanding() const { return outstanding_.size(); }

 private:
  using Mark = std::shared_ptr<DurableMark>;
  struct Admitted {
    record::ProbeId probe{};
    std::uint64_t incarnation = 0;
    std::uint64_t sequence = 0;
    Digest digest{};
    record::Admission admission = record::Admission::next;
  };

  boost::asio::awaitable<http::Response> admit(VerifiedBatch batch,
                                               record::Admission admission,
                                               WallTime arrival);
  boost::asio::awaitable<http::Response> answer_again(record::Envelope envelope, Digest digest);
  boost::asio::awaitable<http::Response> answer_when(Mark mark, Bytes acknowledgement);
  void durable(const Mark& mark, std::uint64_t index);
  void durable(const Mark& mark, std::uint64_t leaf, const Admitted& admitted);
  http::Response reject(const Rejected& rejected);
  http::Response refuse(ChainRefusal refusal, const VerifiedBatch& batch);
  void keep_as_evidence(const VerifiedBatch& batch);
  Bytes acknowledge(const Digest& digest, const Receipt& receipt) const;
  JournalJob job_of(VerifiedBatch batch,
                    const Receipt& receipt,
                    const Bytes& acknowledgement,
                    Mark mark);

  boost::asio::io_context& io_;
  const IngestIdentity identity_;
  const IngestLimits limits_;
  const crypto::SigningKey& log_key_;
  const Clock& clock_;
  const Registry& registry_;
  Chains chains_;
  BatchIndex batches_;
  JournalThread& journal_;
  Sinks sinks_;
  // Cleared by the journal thread's word, not by whoever waits for it: a connection may be gone by
  // then.
  std::set<Mark> outstanding_;
  std::map<Digest, Mark> pending_;  // of them, those that are batches, by their envelopes
  std::uint64_t evidence_bytes_ = 0;
  IngestCounts counts_;
};

}  // namespace tocsin::collector
