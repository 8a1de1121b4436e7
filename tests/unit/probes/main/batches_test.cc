#include "probes/main/batches.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "core/net/task_group.h"
#include "core/plan/root_hints.h"
#include "core/record/envelope_codec.h"
#include "core/record/limits.h"
#include "core/record/sealed_payload.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;

const plan::Address world = *plan::address_from("192.0.2.53");

record::Observation ended(Outcome outcome) {
  record::Observation observation;
  observation.measurement.outcome = outcome;
  return observation;
}

class BatchesTest : public testing::Test {
 protected:
  BatchesTest() : spool_(*Spool::open(files_, {.folder = "/spool", .collectors = {"geneva"}}, 5)) {}

  // What is kept under this number, opened as a collector would.
  record::Payload payload(std::uint64_t sequence) {
    return record::open(envelope(sequence), spool_->read(sequence)->payload).value();
  }

  record::Envelope envelope(std::uint64_t sequence) {
    auto decoded = record::SignedEnvelope::decode(spool_->read(sequence)->envelope);
    return record::VerifiedEnvelope::verify(*decoded, key_.public_key())->envelope();
  }

  Batches batches() {
    return {io_.get_executor(),
            {.clock = clock_,
             .spool = *spool_,
             .references = references_,
             .entropy = entropy_,
             .ports = {},
             .on_closed = [this] { ++closed_; }},
            {.key = key_,
             .probe = record::probe_id_of(key_.public_key()),
             .incarnation = 5,
             .software = "tocsin-probe/test"},
            plan_,
            plan::compiled_root_targets()};
  }

  const system::SystemClock clock_;
  system::SystemEntropy entropy_;
  boost::asio::io_context io_;
  durable::FaultyFileSystem files_;
  const crypto::SigningKey key_ = crypto::SigningKey::from_seed({});
  std::unique_ptr<Spool> spool_;
  References references_{{{record::Ring::world, world}}};
  plan::Plan plan_ = plan::watch();
  int closed_ = 0;
};

TEST_F(BatchesTest, KeepWhatWasMeasuredAndWhatWasNot) {
  auto batches = this->batches();
  references_.saw(0, Outcome::answered, clock_.monotonic());
  batches.add(ended(Outcome::answered));
  batches.add(ended(Outcome::timeout));
  batches.not_measured(plan::NotMeasured::rate, 3);
  batches.close();
  EXPECT_EQ(closed_, 1);
  EXPECT_EQ(payload(0).measurements.size(), 2U);
  EXPECT_EQ(envelope(0).outcomes[0], 1U);
  EXPECT_EQ(envelope(0).not_measured, 3U);
  EXPECT_EQ(envelope(0).references.v4[2], (record::RingCount{1, 1}));
  EXPECT_EQ(batches.left_out().total(), 3U);
}

TEST_F(BatchesTest, OfNothingButLookupsAreNotEmpty) {
  plan_ = plan::resolver();
  auto batches = this->batches();
  batches.close();
  EXPECT_EQ(closed_, 0);
  record::Lookup lookup;
  lookup.finding = record::ResolverFinding::servfail;
  batches.add(lookup);
  batches.close();
  EXPECT_EQ(closed_, 1);
  EXPECT_EQ(payload(0).lookups.at(0).finding, record::ResolverFinding::servfail);
  EXPECT_EQ(record::measurements_in(envelope(0)), 0U);
}

// Every time of waiting that a measurement may have.
std::vector<record::Observation> that_took(Duration time) {
  std::vector<record::Observation> all(5, ended(Outcome::answered));
  all[0].measurement.rtt = time;
  all[0].measurement.rtt_source = record::RttSource::bracket;
  all[1].measurement.connect = time;
  all[2].measurement.stray_count = 1;
  all[2].measurement.strays = {{.why = record::StrayReason::icmp, .after = time}};
  record::HopQuery noticed;
  noticed.notice = record::HopNotice{.rtt = time};
  all[3].measurement.trace = record::Trace{.queries = {noticed}};
  record::HopQuery replied;
  replied.reply = record::HopReply{.rtt = time};
  all[4].measurement.trace = record::Trace{.queries = {replied}};
  return all;
}

record::Lookup lookup_that_took(Duration time) {
  record::Lookup lookup;
  lookup.took = time;
  lookup.rcode = 0;
  return lookup;
}

TEST_F(BatchesTest, CountWhatTookLongerThanTheyCanSayAsNotMeasured) {
  auto batches = this->batches();
  for (const Duration time : {record::rtt_max + Duration(1), Duration(-1)}) {
    for (auto& observation : that_took(time)) batches.add(std::move(observation));
    batches.add(lookup_that_took(time));
  }
  batches.close();
  EXPECT_TRUE(payload(0).measurements.empty());
  EXPECT_TRUE(payload(0).lookups.empty());
  EXPECT_EQ(envelope(0).not_measured, 12U);
  EXPECT_EQ(batches.left_out().by_reason[static_cast<std::size_t>(plan::NotMeasured::host)], 12U);
}

TEST_F(BatchesTest, KeepWhatTookAsLongAsTheyCanSay) {
  auto batches = this->batches();
  for (auto& observation : that_took(record::rtt_max)) batches.add(std::move(observation));
  batches.add(lookup_that_took(record::rtt_max));
  batches.close();
  EXPECT_EQ(payload(0).measurements.size(), 5U);
  EXPECT_EQ(payload(0).lookups.size(), 1U);
}

TEST_F(BatchesTest, AreClosedEmptyTooAndInAChain) {
  auto batches = this->batches();
  batches.close();
  batches.close();
  EXPECT_EQ(envelope(1).sequence, 1U);
  EXPECT_EQ(envelope(1).previous, record::envelope_digest(spool_->read(0)->envelope));
}

TEST_F(BatchesTest, OfAnotherPlanThanTheWatchAreNotClosedEmpty) {
  plan_.name = "identity";
  auto batches = this->batches();
  batches.close();
  EXPECT_EQ(closed_, 0);
  batches.not_measured(plan::NotMeasured::late);
  batches.close();
  EXPECT_EQ(closed_, 1);
}

TEST_F(BatchesTest, ContinueTheChainOfAnEarlierStart) {
  batches().close();
  batches().close();
  EXPECT_EQ(envelope(1).previous, record::envelope_digest(spool_->read(0)->envelope));
}

TEST_F(BatchesTest, OfSeveralPlansAreLinksOfOneChain) {
  auto watch = batches();
  plan_.name = "identity";
  auto identity = batches();
  watch.close();
  identity.add(ended(Outcome::answered));
  identity.close();
  watch.close();
  EXPECT_EQ(envelope(1).plan, "identity");
  EXPECT_EQ(envelope(1).previous, record::envelope_digest(spool_->read(0)->envelope));
  EXPECT_EQ(envelope(2).plan, "watch");
  EXPECT_EQ(envelope(2).previous, record::envelope_digest(spool_->read(1)->envelope));
}

TEST_F(BatchesTest, KeepMeasurementsWhileTheDiskTakesNoNumber) {
  auto batches = this->batches();
  batches.add(ended(Outcome::answered));
  files_.fail_from(0, std::errc::no_space_on_device);
  batches.close();
  EXPECT_EQ(closed_, 0);
  files_.heal();
  batches.close();
  EXPECT_EQ(closed_, 1);
  EXPECT_EQ(payload(0).measurements.size(), 1U);
}

// Runs the closing loop until `closed` batches are kept, or far too long.
void run_until_closed(boost::asio::io_context& io,
                      Batches& batches,
                      const int& closed,
                      int wanted) {
  net::TaskGroup group(io.get_executor());
  group.spawn(batches.run());
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (closed < wanted && std::chrono::steady_clock::now() < deadline) io.run_one_for(100ms);
  group.cancel();
  io.run();
}

TEST_F(BatchesTest, CloseAtTheEndOfTheirPeriod) {
  plan_.batch_every = 20ms;
  auto batches = this->batches();
  run_until_closed(io_, batches, closed_, 3);
  EXPECT_GE(closed_, 3);
}

TEST_F(BatchesTest, CloseEarlyWhenALetterStopsAnswering) {
  plan_.batch_every = 1h;
  plan_.early_close.at_least_apart = 20ms;
  auto batches = this->batches();
  batches.add(ended(Outcome::timeout));
  batches.add(ended(Outcome::timeout));
  run_until_closed(io_, batches, closed_, 1);
  EXPECT_EQ(closed_, 1);
}

record::Observation answered() {
  auto observation = ended(Outcome::answered);
  observation.heard.emplace().reply = Bytes(100, 0x55);
  return observation;
}

TEST_F(BatchesTest, KeepAReplyOnceUntilABatchIsLost) {
  auto batches = this->batches();
  for (int i = 0; i < 2; ++i) {
    batches.add(answered());
    batches.close();
  }
  EXPECT_EQ(payload(0).replies[0].kept.size(), 100U);
  EXPECT_TRUE(payload(1).replies[0].kept.empty());
  spool_->refuse({.collector = "geneva", .problem = {}}, 0);
  batches.add(answered());
  batches.close();
  EXPECT_EQ(payload(2).replies[0].kept.size(), 100U);
}

TEST_F(BatchesTest, TellASecretOnlyAfterItsLastQuery) {
  auto batches = this->batches();
  std::optional<Draws::Ticket> under_way = batches.draw();
  batches.close();
  EXPECT_TRUE(payload(0).secrets.empty());
  const auto mark = under_way->mark();
  under_way.reset();
  batches.close();
  ASSERT_EQ(payload(1).secrets.size(), 1U);
  EXPECT_EQ(payload(1).secrets[0].mark, mark);
}

}  // namespace
}  // namespace tocsin::probe
