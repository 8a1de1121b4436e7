// GET /log/object/<sha256> of the public listener.
#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/http/problem.h"
#include "core/record/target_set.h"
#include "tests/support/probe/sworn.h"
#include "tests/support/record/sample_batch.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/probe_client.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

class LogObjects : public testing::Test {
 protected:
  // Everything is public at once.
  LogObjects() {
    collector_.embargo(Duration::zero());
    collector_.start();
  }

  // A batch that was acknowledged, of a new probe.
  SentBatch pushed(const std::string& name = "no-1") {
    ProbeClient probe(name, ++probes_);
    auto request = probe.enrolment_request(collector_.token(name));
    if (norway_) request.attestation = attestation_of(probe.script(), {"NO", {}, far_}, *norway_);
    EXPECT_TRUE(probe.enrol(request, collector_.ports().enrolment, collector_.ca_pem()));
    probe.connect(collector_.ports().probes);
    auto payload = record::sample::payload();
    payload.measurements.resize(payload.measurements.size() + 1U - probes_);  // its own
    auto batch = probe.script().next_with(system::SystemClock().wall(), payload);
    EXPECT_TRUE(probe.acknowledges(probe.push(batch), batch));
    return batch;
  }
  http::Response at(const Digest& digest) {
    return collector_.look_up("/log/object/" + to_hex(digest));
  }

  // How often strangers got this.
  std::string counted(const std::string& result) {
    return collector_.metric("tocsin_objects_total{result=\"" + result + "\"}");
  }
  // What strangers get; nothing until it is published.
  std::string answered(const SentBatch& batch) {
    const auto& payload = batch.envelope.envelope().payload;
    EXPECT_TRUE(test::eventually([&] { return at(payload).status != 404U; }));
    const auto answer = at(payload);
    if (answer.status == 200U) return answer.body == batch.payload ? "given" : "another";
    EXPECT_EQ(answer.status, 403U);
    EXPECT_EQ(answer.headers.find("Cache-Control"), "no-store");
    return http::problem_slug(answer);
  }

  std::uint8_t probes_ = 0;
  WallTime far_ = *from_rfc3339("2200-01-01T00:00:00Z");
  std::optional<crypto::SigningKey> norway_;  // vouches for those that enrol from now on
  RunningCollector collector_;
};

TEST_F(LogObjects, GivesEverybodyTheObjectsOfItsLogByTheirDigests) {
  const auto batch = pushed();
  const auto& envelope = batch.envelope.envelope();
  ASSERT_TRUE(test::eventually([&] { return at(envelope.payload).status == 200; }));
  const auto payload = at(envelope.payload);
  EXPECT_EQ(payload.body, batch.payload);
  EXPECT_EQ(payload.headers.find("Content-Type"), "application/zstd");
  EXPECT_EQ(payload.headers.find("Cache-Control"), "public, max-age=31536000, immutable");
  const auto set = at(envelope.target_set);
  EXPECT_EQ(set.body, record::encode_target_set(record::sample::targets()));
  EXPECT_EQ(set.headers.find("Content-Type"), "application/cbor");
}

TEST_F(LogObjects, HasNoOtherObjects) {
  const std::string none(64, '0');
  for (const auto& name : {none,
                           none + "0",
                           std::string("00"),
                           std::string(64, 'A'),
                           std::string("../checkpoint"),
                           std::string(),
                           "%2e%2e/" + none}) {
    const auto answer = collector_.look_up("/log/object/" + name);
    EXPECT_EQ(answer.status, 404U) << name;
    EXPECT_FALSE(answer.headers.find("Cache-Control")) << name;
  }
  EXPECT_EQ(counted("given"), "0");
}

TEST_F(LogObjects, GivesNoPayloadBeforeItsEmbargoIsOver) {
  collector_.embargo(std::chrono::hours(24));
  ASSERT_TRUE(collector_.reload());
  const auto batch = pushed();
  EXPECT_EQ(counted("embargoed"), "0");
  EXPECT_EQ(answered(batch), "embargoed");
  EXPECT_EQ(counted("embargoed"), "2");
  EXPECT_EQ(counted("given"), "0");
  const auto& envelope = batch.envelope.envelope();
  EXPECT_EQ(at(envelope.target_set).status, 200U);  // that is of all who measure
  const auto said = std::string(as_text(at(envelope.payload).body));
  const auto tomorrow = system::SystemClock().wall() + std::chrono::hours(24);
  EXPECT_NE(said.find("It is from " + to_rfc3339(tomorrow).substr(0, 10)), said.npos) << said;
  collector_.restart_after_power_loss();
  EXPECT_EQ(answered(batch), "embargoed");
  collector_.embargo(Duration::zero());
  ASSERT_TRUE(collector_.reload());
  EXPECT_EQ(answered(batch), "given");
}

TEST_F(LogObjects, GivesPayloadsWhenTheirCountryWishes) {
  norway_.emplace(crypto::SigningKey::from_seed({200}));
  collector_.stop();
  collector_.trust("NO", norway_->public_key());
  collector_.embargo_of_its_own(std::chrono::hours(1));
  collector_.start();
  const auto norwegian = pushed("no-1");
  norway_.reset();
  const auto nobodys = pushed("xx-1");
  EXPECT_EQ(answered(norwegian), "embargoed");
  EXPECT_EQ(answered(nobodys), "given");
  collector_.embargo(std::chrono::hours(24));
  collector_.embargo_of_its_own(Duration::zero());
  ASSERT_TRUE(collector_.reload());
  EXPECT_EQ(answered(norwegian), "given");
  EXPECT_EQ(answered(nobodys), "embargoed");
}

TEST_F(LogObjects, GivesObjectsFromBeforeARestart) {
  const auto batch = pushed();
  collector_.restart_after_power_loss();
  const auto path = "/log/object/" + to_hex(batch.envelope.envelope().payload);
  EXPECT_EQ(collector_.look_up(path).body, batch.payload);
}

}  // namespace
}  // namespace tocsin::collector
