// A journal of made-up batches and words, in small segments, and what a collector would know that
// had admitted each of them as it came.
#pragma once

#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

#include "core/durable/journal.h"
#include "core/entry/journal_record.h"
#include "daemon/ingest/chains.h"
#include "tests/support/probe/scripted_probe.h"

namespace tocsin::collector {

inline const durable::FileSystem::Path journal_folder = "/journal";

// A batch of the plan spec10, with measurements of a TLD: with the target set along, or without.
// Other marks make other payloads.
enum class Targets { brought, named };
SentBatch tld_batch(ScriptedProbe& probe,
                    WallTime closed_at,
                    Targets targets = Targets::brought,
                    std::uint32_t mark = 0);

class MadeUpJournal {
 public:
  // In an empty folder. An error where it cannot be opened.
  static Result<std::unique_ptr<MadeUpJournal>> open(durable::FileSystem& files,
                                                     std::uint64_t segment_bytes_max = 6000);

  WallTime now() const { return now_; }  // noon of a day at first
  void wait(Duration time) { now_ = now_ + time; }

  // Each is false where the disk fails. Nothing is durable before sync().
  bool say(entry::Kind kind, ByteView body, ByteView object = {});
  bool admit(const SentBatch& batch);
  // One whose payload went before.
  bool admit_without_payload(const SentBatch& batch);
  bool keep_as_evidence(const SentBatch& batch);
  bool sync() { return journal_.sync().has_value(); }

  // So many records: batches of three probes, some of which come late or never, a twin of one now
  // and then, plans and recorded checkpoints. Drawn from the seed.
  bool live(unsigned seed, int records);

  std::uint64_t size() const { return journal_.next_index(); }
  const Chains& chains() const { return chains_; }
  const std::map<Digest, std::uint64_t>& leaves() const { return leaves_; }  // by envelope
  const std::set<Digest>& objects() const { return objects_; }
  std::uint64_t evidence() const { return evidence_; }

 private:
  explicit MadeUpJournal(durable::Journal journal) : journal_(std::move(journal)) {}

  bool admit_with(const SentBatch& batch, ByteView payload);
  bool write(const entry::JournalRecord& record);
  bool live_once(std::mt19937& random, std::vector<SentBatch>& held);
  bool say_plan(std::uint32_t seconds);
  bool record_checkpoint();

  durable::Journal journal_;
  WallTime now_{std::chrono::seconds(1787140800)};
  std::vector<std::unique_ptr<ScriptedProbe>> probes_;
  Chains chains_;
  std::map<Digest, std::uint64_t> leaves_;
  std::set<Digest> objects_;
  std::uint64_t evidence_ = 0;
};

}  // namespace tocsin::collector
