// A collector that cosigns the logs of its peers.
#include "daemon/main/peer_witness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/witness/add_checkpoint.h"
#include "core/witnessing/durable_witness.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/core/witness/made_up_log.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using witness::key_number;
using witness::MadeUpLog;

constexpr std::uint8_t witness_key = 9;

std::string peer_place() {
  return witnessing::origin_hash(witness::origin);
}

witness::Duty for_the_peer() {
  witness::Duty duty;
  duty.name = "probes.example/witness";
  duty.listener = {.address = {.family = plan::Family::v4, .bytes = {127, 0, 0, 1}}, .port = 0};
  auto& log = duty.logs.emplace_back();
  log.origin = witness::origin;
  log.keys = {tlog::to_text(MadeUpLog().key())};
  return duty;
}

class AWitnessOfItsPeers : public testing::Test {
 protected:
  AWitnessOfItsPeers() {
    collector_.cosign(for_the_peer(), key_number(witness_key));
    collector_.start();
  }

  http::Response add(const witness::AddCheckpoint& request) {
    return collector_.ask_witness("POST", "/add-checkpoint", witness::encode(request));
  }
  http::Response latest() {
    return collector_.ask_witness("GET", "/" + peer_place() + "/checkpoint", "");
  }

  RunningCollector collector_;
  MadeUpLog peer_;
};

TEST_F(AWitnessOfItsPeers, CosignsAndRemembersThroughALossOfPower) {
  const auto answer = add(peer_.request(0, 7));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(std::string(as_text(answer.body)), StartsWith("\u2014 probes.example/witness "));
  const auto served = latest();
  collector_.restart_after_power_loss();
  EXPECT_EQ(latest().body, served.body);
  const auto conflict = add(peer_.request(0, 9));
  EXPECT_EQ(conflict.status, 409);
  EXPECT_EQ(as_text(conflict.body), "7\n");
  EXPECT_EQ(add(peer_.request(7, 9)).status, 200);
}

TEST_F(AWitnessOfItsPeers, RefusesAForkAndKeepsBothCheckpoints) {
  ASSERT_EQ(add(peer_.request(0, 11)).status, 200);
  const auto served = latest();
  const MadeUpLog forked(5);
  EXPECT_EQ(add(forked.request(11, 11)).status, 422);
  EXPECT_EQ(add(forked.request(11, 20)).status, 422);
  EXPECT_EQ(latest().body, served.body);
  ASSERT_TRUE(collector_.stop());
  collector_.disk().crash();
  const auto forks = StateLayout{"/state"}.witness() / peer_place() / "forks";
  EXPECT_THAT(collector_.disk().list(forks).value(),
              testing::ElementsAre(StartsWith("not-shown-"),
                                   StartsWith("not-shown-"),
                                   StartsWith("same-size-"),
                                   StartsWith("same-size-")));
}

TEST_F(AWitnessOfItsPeers, SaysOnItsMetricsHowItStandsWithEach) {
  const auto metric = [&](const std::string& name, const std::string& label = "") {
    const auto peer = "{log=\"" + std::string(witness::origin) + "\"";
    return collector_.metric("tocsin_peer_log_" + name + peer + label + "}");
  };
  EXPECT_EQ(metric("cosigned_size"), "0");
  EXPECT_EQ(metric("cosigned_timestamp_seconds"), "");
  EXPECT_EQ(add(peer_.request(0, 7)).status, 200);
  EXPECT_EQ(add(MadeUpLog(5).request(7, 7)).status, 422);
  EXPECT_EQ(metric("cosigned_size"), "7");
  EXPECT_NE(metric("cosigned_timestamp_seconds"), "");
  EXPECT_NE(metric("refused_timestamp_seconds", ",reason=\"inconsistent\""), "");
  EXPECT_EQ(metric("forks", ",kind=\"same_size\""), "1");
  EXPECT_EQ(metric("forks", ",kind=\"not_shown\""), "0");
}

TEST_F(AWitnessOfItsPeers, StopsTheCollectorWhereItCannotWrite) {
  ASSERT_TRUE(test::eventually([&] { return collector_.metric("tocsin_log_size") == "1"; }))
      << "its own log has what a start says";
  collector_.disk().fail_from(0, std::errc::no_space_on_device);
  EXPECT_EQ(add(peer_.request(0, 7)).status, 500);
  const auto ended = collector_.wait();
  ASSERT_FALSE(ended);
  EXPECT_THAT(ended.error().text, HasSubstr("/state/witness"));
}

// The collector's own log is asked for its checkpoints by its own witness nowhere: neither under
// its name, nor under another with its key.
class NoWitnessOfItself : public testing::Test {
 protected:
  NoWitnessOfItself() {
    const system::SystemClock clock;
    system::SystemEntropy entropy;
    options_.state_dir = "/state";
    const StateLayout layout{options_.state_dir};
    EXPECT_TRUE(make_state(files_, layout, {"own.example/log", {}}, clock, entropy));
    state_ = read_state(files_, layout);
    options_.witness = {.key_file = "/key.pem", .duty = for_the_peer()};
    use(key_number(witness_key));
  }

  void use(const crypto::SigningKey& key) {
    const auto pem = key.to_pem();
    EXPECT_TRUE(durable::write_atomically(
        files_, options_.witness->key_file, as_bytes(pem), durable::Privacy::owner_only));
  }
  std::string complaint() {
    const auto opened = PeerWitness::open(options_, *state_, {files_, clock_, [](const Error&) {}});
    return opened ? "none" : opened.error().text;
  }
  std::string own_key(const std::string& name) const {
    const auto key = state_->log.key.public_key();
    return tlog::to_text(tlog::verifier_key(name, tlog::Algorithm::ed25519, key));
  }

  system::SystemClock clock_;
  durable::FaultyFileSystem files_;
  config::CollectorOptions options_;
  Result<State> state_ = fail("not yet");
};

TEST_F(NoWitnessOfItself, CosignsItsOwnLogUnderNoName) {
  EXPECT_EQ(complaint(), "none");
  auto& log = options_.witness->duty.logs.at(0);
  log = {.origin = "own.example/log", .keys = {own_key("own.example/log")}, .address = {}};
  EXPECT_THAT(complaint(), HasSubstr("own.example/log is this collector's own log"));
  log.origin = "other.example/log";
  EXPECT_THAT(complaint(), HasSubstr("other.example/log is this collector's own log"));
}

TEST_F(NoWitnessOfItself, HasAKeyOfItsOwnThatItsOwnLogDoesNotCount) {
  use(state_->log.key);
  EXPECT_THAT(complaint(), HasSubstr("a witness has its own"));
  use(key_number(witness_key));
  auto& trusted = options_.log.witnesses.emplace_back();
  trusted.key = tlog::to_text(tlog::verifier_key("probes.example/witness",
                                                 tlog::Algorithm::cosignature_v1,
                                                 key_number(witness_key).public_key()));
  EXPECT_THAT(complaint(), HasSubstr("is this collector's own witness"));
}

TEST_F(NoWitnessOfItself, NeedsItsKeyAndKeysOfLogs) {
  options_.witness->duty.logs.at(0).keys = {"peer.example/log+00000000+AAAA"};
  EXPECT_THAT(complaint(), HasSubstr("witness.logs: peer.example/log+00000000+AAAA: "));
  options_.witness->key_file = "/none.pem";
  EXPECT_THAT(complaint(), HasSubstr("witness.key_file: "));
}

}  // namespace
}  // namespace tocsin::collector
