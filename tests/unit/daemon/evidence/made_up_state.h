// The state directory of a collector about a made-up hour: probes enrol, batches and cosigned
// checkpoints are journalled in the order in which a test says so, and the log is made of it as
// `tocsind` makes it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/check.h"
#include "core/durable/journal.h"
#include "core/entry/journal_record.h"
#include "core/entry/object.h"
#include "core/entry/roster.h"
#include "core/entry/roster_book.h"
#include "core/entry/roster_snapshot.h"
#include "core/tlog/policy.h"
#include "daemon/ledger/ledger.h"
#include "tests/support/log/log_in_memory.h"
#include "tests/support/probe/asked.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::collector {

inline const WallTime noon = *from_rfc3339("2025-11-29T12:00:00Z");

class MadeUpState {
 public:
  const LedgerPlaces places;
  std::vector<tlog::NamedKey> witnesses;  // "nic.no/w" and "nic.ch/w"

  MadeUpState(durable::FileSystem& files,
              LedgerPlaces where,
              const std::string& origin,
              const crypto::SigningKey& key)
      : places(std::move(where)),
        files_(files),
        log_(named(origin, key)),
        mirror_(named(origin, key)),
        journal_(std::move(*durable::Journal::open(files, places.journal))) {
    witnesses.push_back({"nic.no/w", crypto::SigningKey::from_seed({60})});
    witnesses.push_back({"nic.ch/w", crypto::SigningKey::from_seed({61})});
  }

  tlog::Policy policy() const {
    tlog::Policy policy;
    policy.logs.push_back({mirror_.key(), ""});
    tlog::PolicyGroup group{"enough", witnesses.size(), {}, {}};
    for (const auto& [name, key] : witnesses) {
      group.witnesses.push_back(policy.witnesses.size());
      policy.witnesses.push_back({name, verifier_of(name, key), ""});
    }
    policy.groups.push_back(std::move(group));
    policy.quorum = "enough";
    return policy;
  }
  static tlog::VerifierKey verifier_of(const std::string& name, const crypto::SigningKey& key) {
    return tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key());
  }
  const crypto::SigningKey& country() const { return country_; }
  entry::CountryKeys countries() const { return {{"NO", country_.public_key()}}; }

  std::uint64_t size() const { return mirror_.size(); }

  std::uint64_t add(entry::Kind kind, ByteView body, ByteView object = {}) {
    check(journal_.append(entry::encode_journal_record({{kind, body}, object})).has_value(), "");
    const auto index = mirror_.add(kind, body);
    roster_.take(index, {kind, body});
    return index;
  }
  // Entries that are nothing to anybody.
  void fill(std::uint64_t goal) {
    while (size() < goal) add(static_cast<entry::Kind>(77), as_bytes("nothing"));
  }

  ScriptedProbe& enter(const std::string& name) {
    auto& probe = probes_[name];
    probe = std::make_unique<ScriptedProbe>(name, static_cast<std::uint8_t>(probes_.size()));
    add(entry::Kind::enrolment, enrolment_of(*probe));
    const Sworn sworn{"NO", noon - std::chrono::hours(48), noon + std::chrono::hours(48)};
    add(entry::Kind::attestation, attestation_of(*probe, sworn, country_));
    return *probe;
  }

  // The next batch, closed so long after noon; its entry's index.
  std::uint64_t send(ScriptedProbe& probe,
                     Duration after_noon,
                     const record::Payload& payload = payload_of({{}}),
                     const ScriptedProbe::Edit& edit = {}) {
    const auto batch = probe.next_with(noon + after_noon, payload, edit);
    return add(entry::Kind::batch, batch.envelope.bytes(), batch.payload);
  }

  // What witnesses had seen so long after noon: this many entries. Recorded now.
  std::uint64_t record(std::uint64_t tree_size, Duration after_noon) {
    const auto note = cosigned(tree_size, after_noon);
    return add(entry::Kind::checkpoint, as_bytes(note));
  }
  std::uint64_t record(Duration after_noon) { return record(size(), after_noon); }
  std::string cosigned(std::uint64_t tree_size, Duration after_noon) const {
    return mirror_.cosigned(tree_size, witnesses, noon + after_noon);
  }

  // Who the probes are, by what is there.
  void state_roster() {
    const auto object = encode(roster_.list_at(size()));
    const entry::RosterSnapshot snapshot{entry::refer_to(object), size(), noon};
    add(entry::Kind::roster, encode(snapshot), object);
  }

  // A probe that enrolled long ago, 300 entries under a checkpoint before noon, a batch in each of
  // five minutes, 700 entries under a checkpoint well after them, and some more.
  void usual_hour() {
    using namespace std::chrono_literals;
    auto& probe = enter("no-1");
    fill(300);
    record(-1min);
    for (int minute = 0; minute < 5; ++minute) send(probe, minute * 1min + 30s);
    record(6min);
    state_roster();
    fill(700);
    record(16min);
    fill(800);
  }

  // Makes the log of what is there.
  void publish() {
    check(journal_.sync().has_value(), "the journal is durable");
    Ledger ledger(files_, places, log_.name, log_.key);
    const auto opened = ledger.open(journal_.durable_below());
    check(opened.has_value(), opened ? "" : opened.error().text.c_str());
  }

 private:
  static tlog::NamedKey named(const std::string& origin, const crypto::SigningKey& key) {
    return {origin, crypto::SigningKey::from_pem(key.to_pem()).value()};
  }

  durable::FileSystem& files_;
  tlog::NamedKey log_;
  tlog::LogInMemory mirror_;  // the same log, for what witnesses sign
  durable::Journal journal_;
  entry::RosterBook roster_;
  std::map<std::string, std::unique_ptr<ScriptedProbe>> probes_;
  crypto::SigningKey country_ = crypto::SigningKey::from_seed({50});
};

}  // namespace tocsin::collector
