#include "daemon/main/journal_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/entry/object.h"
#include "core/record/annotation.h"
#include "core/record/minute_results.h"
#include "core/record/next_origins.h"
#include "core/record/payload_policy.h"
#include "core/record/refusal_notice.h"
#include "core/record/signed_acknowledgement.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/note_check.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");

struct JournalChecked : testing::Test {
  crypto::SigningKey log_key = crypto::SigningKey::from_seed({7});
  ScriptedProbe probe{"no-1", 1};
  JournalCheck check{log_key.public_key()};
  std::uint64_t next = 0;

  void SetUp() override { add(entry::Kind::enrolment, enrolment_of(probe)); }

  void add(entry::Kind kind, ByteView body, ByteView payload = {}, ByteView word = {}) {
    check.take(next++, entry::encode_journal_record({{kind, body}, payload, word}));
  }
  Bytes word_for(const Digest& envelope, const crypto::SigningKey& by) const {
    record::Acknowledgement word;
    word.origin = "geneva.example/log";
    word.envelope = envelope;
    return record::sign(word, by);
  }
  static Bytes announcement_of(const crypto::PublicKey& key) {
    return encode(record::NextOrigins{{{"geneva.example/log/2027", key, noon}}, noon});
  }
  static std::string checkpoint_by(const crypto::SigningKey& key) {
    const std::string name = "geneva.example/log";
    const auto text = tlog::encode(tlog::Checkpoint{name, {3, Digest{1}}});
    return tlog::encode(tlog::Note{text, {tlog::sign_note(name, key, text)}});
  }
};

TEST_F(JournalChecked, WhatACollectorWritesIsGood) {
  const auto batch = probe.next(noon);
  add(entry::Kind::batch, batch.envelope.bytes(), batch.payload, word_for(batch.digest(), log_key));
  add(entry::Kind::batch, probe.twin_of(batch).envelope.bytes(), batch.payload);
  add(entry::Kind::attestation,
      attestation_of(probe, {"NO", noon, noon + Duration(1)}, crypto::SigningKey::from_seed({5})));
  const Bytes object{1, 2, 3};
  add(entry::Kind::plan, entry::encode(entry::refer_to(object)), object);
  add(static_cast<entry::Kind>(77), object);
  add(entry::Kind::checkpoint, as_bytes(checkpoint_by(log_key)));
  add(entry::Kind::payload_policy, encode(record::SaidPayloadPolicy()));
  const auto minutes = record::seal(record::MinuteResults());
  const entry::LoggedMinutes logged{"watch", 0, next, entry::refer_to(minutes), noon};
  add(entry::Kind::minute_results, encode(logged), minutes);
  add(entry::Kind::origins, announcement_of({27}));
  record::Annotation said;
  said.by = "Somebody";
  said.key = log_key.public_key();
  said.from = noon - Duration(1);
  said.until = noon;
  said.why = "so";
  add(entry::Kind::annotation, record::sign(said, log_key));
  EXPECT_THAT(check.told(), IsEmpty());
  EXPECT_EQ(check.records(), 11U);
  EXPECT_THAT(check.minutes(), ElementsAre(std::pair(8U, logged)));
}

TEST_F(JournalChecked, ARefusalIsItsProbesAndHasTheBatchThatItNames) {
  const auto batch = probe.next(noon);
  const record::RefusalNotice notice{.probe = probe.id(),
                                     .key_epoch = 0,
                                     .envelope = batch.digest(),
                                     .log_key = {},
                                     .collector = "geneva",
                                     .status = 403,
                                     .answer = {},
                                     .at = noon};
  add(entry::Kind::refusal_notice, record::sign(notice, probe.key()), batch.body());
  EXPECT_THAT(check.told(), IsEmpty());
  add(entry::Kind::refusal_notice, as_bytes("no notice"), batch.body());
  add(entry::Kind::refusal_notice, record::sign(notice, log_key), batch.body());
  add(entry::Kind::refusal_notice, record::sign(notice, probe.key()));
  add(entry::Kind::refusal_notice, record::sign(notice, probe.key()), probe.twin_of(batch).body());
  EXPECT_THAT(check.told(),
              ElementsAre("record 2: is no notice of a refusal",
                          "record 3: was not signed by the key that its probe enrolled with",
                          "record 4: has no batch beside it",
                          "record 5: its batch is another"));
}

TEST_F(JournalChecked, EachThingThatIsNotWhatItSaysIsTold) {
  const auto batch = probe.next(noon);
  const auto& bytes = batch.envelope.bytes();
  auto changed = batch.payload;
  changed.back() ^= 1;
  ScriptedProbe stranger("se-1", 2);
  const Bytes object{1, 2, 3};
  add(entry::Kind::batch, bytes, changed, word_for(batch.digest(), log_key));
  add(entry::Kind::batch, bytes, batch.payload, word_for(Digest{}, log_key));
  add(entry::Kind::batch, bytes, batch.payload, word_for(batch.digest(), stranger.key()));
  add(entry::Kind::batch, stranger.next(noon).envelope.bytes(), batch.payload);
  add(entry::Kind::batch, as_bytes("no envelope"));
  add(entry::Kind::plan, entry::encode(entry::refer_to(object)), batch.payload);
  add(entry::Kind::plan, as_bytes("no reference"));
  add(entry::Kind::zone, as_bytes("no zone"));
  add(entry::Kind::opt_out, as_bytes("no word"));
  add(entry::Kind::attestation, as_bytes("no word"));
  add(entry::Kind::enrolment, enrolment_of(ScriptedProbe("no-1", 3)));
  check.take(next++, as_bytes("no record"));
  add(entry::Kind::checkpoint, as_bytes(checkpoint_by(stranger.key())));
  add(entry::Kind::checkpoint, as_bytes("no note"));
  add(entry::Kind::payload_policy, as_bytes("no policy"));
  add(entry::Kind::annotation, as_bytes("no word"));
  add(entry::Kind::origins, announcement_of({27}));
  add(entry::Kind::origins, announcement_of({28}));
  add(entry::Kind::origins, as_bytes("none"));
  EXPECT_THAT(check.told(),
              ElementsAre("record 1: its payload: mismatch",
                          "record 2: its acknowledgement is of another batch",
                          "record 3: its acknowledgement was not signed by the log",
                          "record 4: was not signed by the key that its probe enrolled with",
                          "record 5: is no envelope",
                          "record 6: its object is another",
                          "record 7: names no object",
                          "record 8: is no version of a zone",
                          "record 9: is no operator's word",
                          "record 10: is no attestation",
                          "record 11: two probes in the log are called no-1",
                          "record 12: is no record",
                          "record 13: was not signed by the log",
                          "record 14: is no signed note",
                          "record 15: is no policy of payloads",
                          "record 16: is no annotation",
                          "record 18: announces geneva.example/log/2027 otherwise than it was "
                          "announced before",
                          "record 19: is no announcement of origins"));
}

TEST_F(JournalChecked, PayloadsThatAreGoneAreNoted) {
  const auto one = probe.next(noon);
  const auto two = probe.next(noon);
  record::Acknowledgement word;
  word.envelope = two.digest();
  word.admission = record::Admission::time_not_trusted;
  add(entry::Kind::batch, one.envelope.bytes(), {}, word_for(one.digest(), log_key));
  add(entry::Kind::batch, two.envelope.bytes(), {}, record::sign(word, log_key));
  add(entry::Kind::batch, probe.twin_of(two).envelope.bytes());
  EXPECT_THAT(check.told(),
              ElementsAre("record 2: its payload is gone, and nobody knows how old it was",
                          "record 3: its payload: mismatch"));
  const auto& plan = one.envelope.envelope().plan;
  EXPECT_THAT(check.gone(), ElementsAre(std::pair(plan, std::vector{false, true})));
}

TEST_F(JournalChecked, MinutesThatAreNotWhatTheySayAreTold) {
  const auto minutes = record::seal(record::MinuteResults());
  const entry::LoggedMinutes good{"watch", 0, 1, entry::refer_to(minutes), noon};
  auto later = good;
  later.next = 3;
  auto other = good;
  other.results = entry::refer_to(as_bytes("no minutes"));
  add(entry::Kind::minute_results, as_bytes("none"), minutes);
  add(entry::Kind::minute_results, encode(later), minutes);
  add(entry::Kind::minute_results, encode(good), as_bytes("another"));
  add(entry::Kind::minute_results, encode(other), as_bytes("no minutes"));
  EXPECT_THAT(check.told(),
              ElementsAre("record 1: is no minutes of what was logged before",
                          "record 2: is no minutes of what was logged before",
                          "record 3: its object is another",
                          "record 4: its object cannot be read"));
  EXPECT_THAT(check.minutes(), IsEmpty());
}

// Each snapshot is derived again from the entries before it.
TEST_F(JournalChecked, AWrongSnapshotOfTheRosterIsTold) {
  entry::RosterBook book;
  const auto enrolment = enrolment_of(probe);
  book.take(0, {entry::Kind::enrolment, enrolment});
  const auto object = encode(book.list_at(1));
  const entry::RosterSnapshot right{entry::refer_to(object), 1, noon};
  add(entry::Kind::roster, encode(right));
  add(entry::Kind::roster, encode(right), object);
  add(entry::Kind::roster, encode(right));
  add(entry::Kind::roster, encode(right), as_bytes("another"));
  const auto nobody = encode(entry::RosterList());
  add(entry::Kind::roster, encode(entry::RosterSnapshot{entry::refer_to(nobody), 1, noon}), nobody);
  add(entry::Kind::roster, encode(entry::RosterSnapshot{right.roster, 100, noon}), object);
  add(entry::Kind::roster, as_bytes("no snapshot"));
  EXPECT_THAT(check.told(),
              ElementsAre("record 1: no record before it has its object",
                          "record 4: its object is another",
                          "record 5: its roster is not that of the first 1 entries",
                          "record 6: is a roster of entries that come after it",
                          "record 7: is no snapshot of the roster"));
}

TEST_F(JournalChecked, TellsAHundredAndCountsTheRest) {
  for (int i = 0; i < 150; ++i) add(entry::Kind::batch, as_bytes("no envelope"));
  EXPECT_EQ(check.told().size(), JournalCheck::told_max);
  EXPECT_EQ(check.wrong(), 150U);
}

}  // namespace
}  // namespace tocsin::collector
