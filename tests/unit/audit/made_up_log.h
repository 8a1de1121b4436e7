// A collector's state directory with measurements that are known, in memory: what a collector
// writes, and what it never would.
#pragma once

#include <gtest/gtest.h>

#include "core/durable/journal.h"
#include "core/entry/journal_record.h"
#include "core/record/signed_acknowledgement.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/tlog/right_edge.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/probe/asked.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::audit {

using collector::Asked;
using collector::payload_of;

class MadeUpLog {
 public:
  static constexpr const char* dir = "/state";
  static constexpr const char* origin = "geneva.example/log";

  collector::ScriptedProbe probe{"no-1", 1};
  crypto::SigningKey log_key = crypto::SigningKey::from_seed({7});
  crypto::SigningKey norway = crypto::SigningKey::from_seed({50});

  explicit MadeUpLog(durable::FileSystem& files)
      : files_(files),
        journal_(std::move(*durable::Journal::open(files, std::string(dir) + "/journal"))) {}

  void add(entry::Kind kind, ByteView body, ByteView payload = {}, ByteView word = {}) {
    const entry::JournalRecord record{{kind, body}, payload, word};
    ASSERT_TRUE(journal_.append(entry::encode_journal_record(record)));
    edge_.append(tlog::leaf_hash(entry::encode(record.entry)));
  }

  void enrol(const collector::ScriptedProbe& who) {
    add(entry::Kind::enrolment, collector::enrolment_of(who));
  }

  void attest(const collector::ScriptedProbe& who, WallTime from, WallTime until) {
    add(entry::Kind::attestation, collector::attestation_of(who, {"NO", from, until}, norway));
  }

  void add_batch(const collector::SentBatch& batch,
                 record::Admission admission = record::Admission::next,
                 Duration delay = {}) {
    record::Acknowledgement word;
    word.origin = origin;
    word.envelope = batch.digest();
    word.at = batch.envelope.envelope().closed_at.wall + delay;
    word.admission = admission;
    add(entry::Kind::batch, batch.envelope.bytes(), batch.payload, record::sign(word, log_key));
  }

  // The next of the probe's chain, of this plan.
  collector::SentBatch batch(WallTime closed_at,
                             const std::vector<Asked>& asked,
                             const collector::ScriptedProbe::Edit& edit = {}) {
    return probe.next_with(closed_at, payload_of(asked), [&](record::Envelope& envelope) {
      envelope.plan = "rssac047";
      if (edit) edit(envelope);
    });
  }

  // Signs what was added.
  void commit() {
    ASSERT_TRUE(journal_.sync());
    const auto text = tlog::encode(tlog::Checkpoint{origin, edge_.head()});
    const auto note = tlog::encode(tlog::Note{text, {tlog::sign_note(origin, log_key, text)}});
    ASSERT_TRUE(durable::write_atomically(
        files_, std::string(dir) + "/committed", as_bytes(note), durable::Privacy::owner_only));
  }

 private:
  durable::FileSystem& files_;
  durable::Journal journal_;
  tlog::RightEdge edge_;
};

}  // namespace tocsin::audit
