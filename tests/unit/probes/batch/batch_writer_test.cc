#include "probes/batch/batch_writer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/record/plan_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
namespace sample = record::sample;

MonotonicTime at(Duration since_start) {
  return {1000s + since_start};
}

record::Observation sent(Duration since_start) {
  record::Observation observation;
  observation.measurement.sent_at = at(since_start);
  return observation;
}

// To tell its reply from others.
record::Observation answered(std::size_t mark, std::size_t octets) {
  auto observation = sent(0s);
  observation.measurement.outcome = record::Outcome::answered;
  auto& reply = observation.heard.emplace().reply;
  reply.resize(octets);
  reply[20] = static_cast<std::uint8_t>(mark);
  reply[21] = static_cast<std::uint8_t>(mark >> 8);
  return observation;
}

struct Writer : testing::Test {
  crypto::SigningKey key = sample::probe_key();
  plan::TargetSet targets = sample::targets();
  BatchWriter writer{{.key = key,
                      .probe = record::probe_id_of(key.public_key()),
                      .incarnation = 7,
                      .software = "tocsin-probe/test"},
                     plan::watch(),
                     targets};
  std::uint64_t sequence = 0;
  record::RingCounts references;
  std::vector<record::SecretEntry> secrets;
  KnownReplies known;

  ClosedBatch close(OpenBatch batch) {
    return writer.close(std::move(batch),
                        {.sequence = sequence++,
                         .previous = sample::digest_of(0x55),
                         .at = {.monotonic = at(10s), .wall = {}, .bound = {}},
                         .references = references,
                         .gaps = {},
                         .checkpoints = {},
                         .commitments = {},
                         .ports = {.first = 1024, .count = 100},
                         .secrets = secrets},
                        known);
  }
  ClosedBatch close_empty() { return close(OpenBatch(at(0s))); }
};

record::Payload opened(const ClosedBatch& batch) {
  return record::open(batch.envelope.envelope(), batch.payload).value();
}

bool carries_targets(const ClosedBatch& batch) {
  const auto payload = opened(batch);
  return record::find_object(payload, batch.envelope.envelope().target_set) != nullptr;
}

TEST_F(Writer, PutsMeasurementsInTheOrderOfSending) {
  OpenBatch batch(at(0s));
  for (const auto time : {3s, 1s, 2s}) batch.add(sent(time));
  const auto rows = opened(close(std::move(batch))).measurements;
  EXPECT_TRUE(std::ranges::is_sorted(rows, {}, &record::Measurement::sent_at));
  EXPECT_EQ(rows.size(), 3U);
}

TEST_F(Writer, ClosesAnEmptyBatchToo) {
  const auto batch = close_empty();
  EXPECT_TRUE(opened(batch).measurements.empty());
  EXPECT_EQ(batch.envelope.envelope().plan, "watch");
}

TEST_F(Writer, SaysWhatWasLeftOutAndWhatTheReferencesSay) {
  OpenBatch batch(at(0s));
  batch.add_not_measured(3);
  references.v6[2] = {5, 4};
  const auto envelope = close(std::move(batch)).envelope.envelope();
  EXPECT_EQ(envelope.not_measured, 3U);
  EXPECT_EQ(envelope.references, references);
}

TEST_F(Writer, ChainsEachBatchToTheOneBefore) {
  close_empty();
  const auto second = close_empty();
  EXPECT_EQ(second.envelope.envelope().previous, sample::digest_of(0x55));
  EXPECT_EQ(second.envelope.envelope().sequence, 1U);
}

TEST_F(Writer, SignsWithTheProbesKey) {
  auto read = record::SignedEnvelope::decode(close_empty().envelope.bytes());
  EXPECT_TRUE(record::VerifiedEnvelope::verify(std::move(read.value()), key.public_key()));
}

TEST_F(Writer, NamesThePlanByItsDigest) {
  EXPECT_EQ(close_empty().envelope.envelope().plan_digest, record::plan_digest(plan::watch()));
}

TEST_F(Writer, SendsTheTargetSetWithTheFirstBatchAndEvery360thAfterIt) {
  std::vector<std::uint64_t> with;
  for (std::uint64_t i = 0; i < 800; ++i) {
    if (carries_targets(close_empty())) with.push_back(i);
  }
  EXPECT_EQ(with, (std::vector<std::uint64_t>{0, 360, 720}));
}

TEST(TargetSets, TravelAboutOnceAnHourWhateverThePlan) {
  EXPECT_EQ(target_set_every(plan::watch()), 360U);
  EXPECT_EQ(target_set_every(plan::spec10()), 60U);
  EXPECT_EQ(target_set_every(plan::rssac047()), 12U);
}

TEST(OpenBatch, IsFullWithItsLastMeasurement) {
  OpenBatch batch(at(0s));
  for (std::size_t i = 0; i + 1 < batch_measurements_max; ++i) batch.add(sent(0s));
  EXPECT_FALSE(batch.full());
  batch.add(sent(0s));
  EXPECT_TRUE(batch.full());
}

TEST(OpenBatch, IsFullWithItsEvidenceAsFarAsItIsKept) {
  OpenBatch batch(at(0s));
  while (!batch.full()) batch.add(answered(batch.size(), 65'535));
  EXPECT_EQ(batch.size(), batch_evidence_bytes_max / record::reply_bytes_max);
}

TEST_F(Writer, ClosesAFullBatchOfDifferentReplies) {
  OpenBatch batch(at(0s));
  while (!batch.full()) batch.add(answered(batch.size(), 5000));
  const auto size = batch.size();
  EXPECT_EQ(opened(close(std::move(batch))).measurements.size(), size);
}

TEST_F(Writer, KeepsAReplyOnceAndNamesItAfterwards) {
  OpenBatch first(at(0s));
  first.add(answered(1, 500));
  const auto kept = close(std::move(first));
  ASSERT_EQ(kept.replies.size(), 1U);
  EXPECT_EQ(opened(kept).replies[0].kept.size(), 500U);
  known.add(kept.replies);

  OpenBatch second(at(0s));
  second.add(answered(1, 500));
  const auto named = close(std::move(second));
  EXPECT_TRUE(named.replies.empty());
  EXPECT_TRUE(opened(named).replies[0].kept.empty());
  EXPECT_EQ(opened(named).replies[0].digest, kept.replies[0]);
}

TEST_F(Writer, TellsSecretsBesideTheirMarks) {
  const record::Secret own{1};
  const record::Secret earlier{2};
  secrets = {{record::mark_of(own), own}, {record::mark_of(earlier), earlier}};
  OpenBatch batch(at(0s));
  auto observation = sent(0s);
  observation.secret = record::mark_of(own);
  batch.add(std::move(observation));
  const auto payload = opened(close(std::move(batch)));
  EXPECT_EQ(payload.secrets, secrets);
  EXPECT_EQ(payload.ports.first, 1024);
}

TEST(KnownReplies, AreForgottenWithTheDayAndWithALostBatch) {
  const std::vector digests{sample::digest_of(1)};
  KnownReplies known;
  known.at({24h});
  known.add(digests);
  known.at({47h});
  EXPECT_TRUE(known.has(digests[0]));
  known.at({48h});
  EXPECT_FALSE(known.has(digests[0]));
  known.add(digests);
  known.forget();
  EXPECT_FALSE(known.has(digests[0]));
}

TEST(KnownReplies, AreNotKeptWithoutBound) {
  std::vector<Digest> digests(KnownReplies::replies_max);
  for (std::size_t i = 0; i < digests.size(); ++i) {
    digests[i][0] = static_cast<std::uint8_t>(i);
    digests[i][1] = static_cast<std::uint8_t>(i >> 8);
  }
  KnownReplies known;
  known.add(digests);
  known.add(std::vector{sample::digest_of(9)});
  EXPECT_TRUE(known.has(sample::digest_of(9)));
  EXPECT_FALSE(known.has(digests[0]));
}

}  // namespace
}  // namespace tocsin::probe
