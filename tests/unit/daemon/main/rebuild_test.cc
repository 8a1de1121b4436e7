#include "daemon/main/rebuild.h"

#include <gmock/gmock.h>

#include "core/base/hex.h"
#include "core/entry/journal_record.h"
#include "core/record/enrolment.h"
#include "core/record/revocation.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/target_set.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/note_check.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/probe/scripted_probe.h"
#include "tests/support/probe/sworn.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::collector {
namespace {

constexpr WallTime noon{std::chrono::seconds(1787140800)};

class Rebuild : public testing::Test {
 protected:
  void write(entry::Kind kind, const Bytes& body, ByteView payload = {}, ByteView word = {}) {
    const entry::JournalRecord record{{kind, body}, payload, word};
    ASSERT_TRUE(journal_.append(entry::encode_journal_record(record)));
    ASSERT_TRUE(journal_.sync());
  }
  void write_enrolment(const std::string& name, const crypto::SigningKey& key) {
    record::Enrolment enrolment;
    enrolment.name = name;
    enrolment.key = key.public_key();
    enrolment.probe = record::probe_id_of(enrolment.key);
    enrolment.at = noon;
    enrolment.proof = record::sign_enrolment_proof(enrolment.request, key);
    write(entry::Kind::enrolment, encode(enrolment));
  }
  void write_acknowledged(const SentBatch& batch) {
    record::Acknowledgement word;
    word.origin = "geneva.test";
    word.envelope = batch.digest();
    word.at = noon;
    write(entry::Kind::batch, batch.envelope.bytes(), batch.payload, sign(word, log_key_));
  }
  Result<Rebuilt> rebuilt() {
    return rebuild(files_, "/journal", journal_.durable_below(), countries_);
  }

  crypto::SigningKey log_key_ = crypto::SigningKey::from_seed({99});
  ScriptedProbe probe_{"no-1", 1};
  CountryKeys countries_;
  durable::FaultyFileSystem files_;
  durable::Journal journal_{std::move(*durable::Journal::open(files_, "/journal"))};
};

TEST_F(Rebuild, KnowsEveryProbeAndWhereItsChainStands) {
  write_enrolment("no-1", probe_.key());
  const auto first = probe_.next(noon);
  write_acknowledged(first);
  probe_.next(noon);
  write_acknowledged(probe_.next(noon));
  const auto known = rebuilt();
  ASSERT_TRUE(known) << known.error().text;
  EXPECT_EQ(known->batches, 2U);
  EXPECT_EQ(known->registry.find(probe_.id())->registration.name, "no-1");
  EXPECT_EQ(known->ingest.chains.missing(probe_.id()), 1U);
  const auto envelope = known->ingest.chains.known(first.envelope.envelope());
  EXPECT_EQ(envelope.receipt.at, noon);
  EXPECT_EQ(envelope.leaf, 1U);
}

TEST_F(Rebuild, LeavesEvidenceOutOfTheChain) {
  const auto batch = probe_.next(noon);
  const auto twin = probe_.twin_of(batch);
  write_acknowledged(batch);
  write(entry::Kind::batch, twin.envelope.bytes(), twin.payload);
  const auto known = rebuilt();
  ASSERT_TRUE(known) << known.error().text;
  EXPECT_EQ(known->evidence, 1U);
  EXPECT_EQ(known->batches, 1U);
}

TEST_F(Rebuild, CountsOnlyForCountriesWhoseKeyIsConfigured) {
  const auto norway = crypto::SigningKey::from_seed({50});
  write_enrolment("no-1", probe_.key());
  record::Attestation said;
  said.country = "NO";
  said.key = probe_.key().public_key();
  said.probe = probe_.id();
  said.network = "Uninett";
  said.from = noon;
  said.until = noon + std::chrono::hours(1);
  write(entry::Kind::attestation, record::sign(said, norway));
  EXPECT_EQ(rebuilt()->attestations_ignored, 1U);
  countries_["NO"] = norway.public_key();
  EXPECT_EQ(rebuilt()->registry.find(probe_.id())->registration.attestation->country, "NO");
}

TEST_F(Rebuild, KnowsWhichWordsWereTakenBack) {
  const auto norway = crypto::SigningKey::from_seed({50});
  write_enrolment("no-1", probe_.key());
  write(entry::Kind::attestation,
        attestation_of(probe_, {"NO", noon, noon + std::chrono::hours(1)}, norway));
  const record::Revocation said{
      .country = "NO", .key = probe_.key().public_key(), .from = noon, .reason = "lost"};
  write(entry::Kind::revocation, record::sign(said, norway));
  EXPECT_FALSE(rebuilt()->registry.is_revoked(probe_.id(), noon));
  countries_["NO"] = norway.public_key();
  EXPECT_TRUE(rebuilt()->registry.is_revoked(probe_.id(), noon));
}

TEST_F(Rebuild, KnowsTheTargetSetsThatBatchesBroughtAlong) {
  auto unannounced = record::sample::payload();
  unannounced.objects.clear();
  write_acknowledged(probe_.next_with(noon, unannounced));
  EXPECT_FALSE(
      rebuilt()->history.targets.knows(record::target_set_digest(record::sample::targets())));
  write_acknowledged(probe_.next(noon));
  EXPECT_TRUE(
      rebuilt()->history.targets.knows(record::target_set_digest(record::sample::targets())));
}

TEST_F(Rebuild, LearnsNoTargetSetFromAPayloadThatIsNotItsEnvelopes) {
  auto batch = probe_.next(noon);
  batch.payload.back() ^= 1;
  write_acknowledged(batch);
  EXPECT_FALSE(
      rebuilt()->history.targets.knows(record::target_set_digest(record::sample::targets())));
}

TEST_F(Rebuild, KnowsWhichCheckpointsTheLogRecords) {
  EXPECT_TRUE(rebuilt()->checkpoints.empty());
  write(static_cast<entry::Kind>(77), {1, 2, 3});
  const auto text = tlog::encode(tlog::Checkpoint{"geneva.test", {1, Digest{1}}});
  const auto note =
      tlog::encode(tlog::Note{text, {tlog::sign_note("geneva.test", log_key_, text)}});
  write(entry::Kind::checkpoint, {note.begin(), note.end()});
  EXPECT_FALSE(rebuilt()->checkpoints.has_grown(2));
  EXPECT_TRUE(rebuilt()->checkpoints.has_grown(3));
}

TEST_F(Rebuild, PassesOverEntriesOfALaterVersion) {
  write(static_cast<entry::Kind>(77), {1, 2, 3});
  EXPECT_TRUE(rebuilt());
}

TEST_F(Rebuild, RefusesARecordThatContradictsThoseBeforeIt) {
  const auto batch = probe_.next(noon);
  write_acknowledged(batch);
  write_acknowledged(probe_.twin_of(batch));
  EXPECT_EQ(rebuilt().error().text,
            "journal segment 0: batches 0 to 0 of probe " + to_hex(probe_.id()) +
                " do not fit those before them");
}

TEST_F(Rebuild, RefusesWhatIsNoRecord) {
  ASSERT_TRUE(journal_.append(Bytes{0xff}));
  ASSERT_TRUE(journal_.sync());
  EXPECT_THAT(rebuilt().error().text, testing::HasSubstr("journal record 0"));
}

}  // namespace
}  // namespace tocsin::collector
