#include "daemon/ingest/verified_batch.h"

#include <gtest/gtest.h>

#include "core/record/sealed_payload.h"
#include "core/record/submission.h"
#include "daemon/enrol/probe_name.h"
#include "tests/support/probe/scripted_probe.h"

namespace tocsin::collector {
namespace {

constexpr WallTime noon{std::chrono::seconds(1787140800)};
constexpr std::string_view collector = "geneva.example";

class VerifiedBatchTest : public testing::Test {
 protected:
  VerifiedBatchTest() { registry_.enrol(probe_.name(), probe_.key().public_key()); }

  Result<VerifiedBatch, Rejected> verify(const Bytes& body, const std::string& name = "no-1") {
    return verify_batch(body, probe_uri(collector, name), collector, registry_);
  }
  Rejection rejection_of(const Bytes& body, const std::string& name = "no-1") {
    return verify(body, name).error().rejection;
  }

  ScriptedProbe probe_{"no-1", 1};
  Registry registry_;
};

using Batch = VerifiedBatchTest;

TEST_F(Batch, OfAnEnrolledProbeIsVerified) {
  const auto sent = probe_.next(noon);
  const auto batch = verify(sent.body());
  ASSERT_TRUE(batch) << batch.error().detail;
  EXPECT_EQ(batch->probe_name, "no-1");
  EXPECT_EQ(batch->envelope.digest(), sent.digest());
  EXPECT_EQ(batch->sealed_payload, sent.payload);
  EXPECT_EQ(batch->payload.measurements.size(), 4U);
}

TEST_F(Batch, ThatIsGarbageIsRefused) {
  EXPECT_EQ(rejection_of({}), Rejection::malformed_batch);
  EXPECT_EQ(rejection_of(Bytes(1000, 0xff)), Rejection::malformed_batch);
  EXPECT_EQ(rejection_of(record::encode_submission({Bytes(300, 7), {}})),
            Rejection::malformed_envelope);
}

TEST_F(Batch, ThatIsCutAnywhereIsRefused) {
  const auto body = probe_.next(noon).body();
  for (std::size_t n = 0; n < body.size(); ++n) {
    EXPECT_FALSE(verify(Bytes(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(n)))) << n;
  }
}

TEST_F(Batch, WithAnyByteChangedIsRefused) {
  auto body = probe_.next(noon).body();
  for (auto& byte : body) {
    byte ^= 0x10;
    EXPECT_FALSE(verify(body));
    byte ^= 0x10;
  }
}

TEST_F(Batch, OfAProbeThatIsNotEnrolledIsRefused) {
  EXPECT_EQ(rejection_of(ScriptedProbe("no-1", 2).next(noon).body()), Rejection::unknown_probe);
}

TEST_F(Batch, ThatComesOverAnothersConnectionIsRefused) {
  registry_.enrol("se-1", ScriptedProbe("se-1", 2).key().public_key());
  EXPECT_EQ(rejection_of(probe_.next(noon).body(), "se-1"), Rejection::foreign_identity);
}

TEST_F(Batch, WithoutACertificateBehindItIsRefused) {
  const auto batch = verify_batch(probe_.next(noon).body(), std::nullopt, collector, registry_);
  EXPECT_EQ(batch.error().rejection, Rejection::foreign_identity);
}

TEST_F(Batch, SignedByAnothersKeyInItsProbesNameIsRefused) {
  ScriptedProbe forger("no-1", 2);
  const auto sent = forger.next(noon, [&](auto& envelope) { envelope.probe = probe_.id(); });
  EXPECT_EQ(rejection_of(sent.body()), Rejection::bad_signature);
}

TEST_F(Batch, OfAKeyEpochThatIsNotEnrolledIsRefused) {
  const auto sent = probe_.next(noon, [](auto& envelope) { envelope.key_epoch = 1; });
  EXPECT_EQ(rejection_of(sent.body()), Rejection::unknown_key_epoch);
}

TEST_F(Batch, WithThePayloadOfAnotherIsRefused) {
  auto sent = probe_.next(noon);
  sent.payload[sent.payload.size() / 2] ^= 1;
  EXPECT_EQ(rejection_of(sent.body()), Rejection::payload_mismatch);
}

TEST_F(Batch, ThatStatesAPayloadOfAnotherSizeIsRefused) {
  const auto sent = probe_.next(noon, [](auto& envelope) { ++envelope.payload_bytes; });
  EXPECT_EQ(rejection_of(sent.body()), Rejection::payload_mismatch);
}

TEST_F(Batch, ThatUnpacksToMoreThanItStatesIsRefused) {
  const auto sent = probe_.next(noon, [](auto& envelope) { --envelope.payload_plain_bytes; });
  EXPECT_EQ(rejection_of(sent.body()), Rejection::malformed_payload);
}

TEST_F(Batch, ThatStatesMoreThanWeUnpackIsNotUnpacked) {
  const auto sent =
      probe_.next(noon, [](auto& envelope) { envelope.payload_plain_bytes = 1U << 31; });
  EXPECT_FALSE(verify(sent.body()));
}

TEST_F(Batch, WhoseCountsAreNotThoseOfItsPayloadIsRefused) {
  const auto sent = probe_.next(
      noon, [](auto& envelope) { std::swap(envelope.outcomes[0], envelope.outcomes[1]); });
  EXPECT_EQ(rejection_of(sent.body()), Rejection::counts_disagree);
}

}  // namespace
}  // namespace tocsin::collector
