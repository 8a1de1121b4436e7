#include "probes/main/deliver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <functional>
#include <sstream>

#include "core/crypto/sha256.h"
#include "core/http/problem.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "probes/main/spool_outbox.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

using Answering = std::function<Result<http::Response>(const http::Request&)>;

crypto::SigningKey log_key() {
  return crypto::SigningKey::from_seed({2});
}

Result<http::Response> acknowledges(const http::Request& request) {
  record::Acknowledgement word;
  word.envelope = crypto::sha256(record::decode_submission(request.body)->envelope);
  return http::reply(200, "application/cose", record::sign(word, log_key()));
}

Result<http::Response> revoked(const http::Request&) {
  return http::to_response({403, "revoked", "Title.", ""});
}

Result<http::Response> refuses(const http::Request&) {
  return http::to_response({409, "equivocation", "Title.", ""});
}

Result<http::Response> is_away(const http::Request&) {
  return tocsin::fail("connection refused");
}

class Answers final : public Transport {
 public:
  explicit Answers(Answering answering) : answering_(std::move(answering)) {}

  net::Task<Result<http::Response>> send(http::Request request) override {
    co_return answering_(request);
  }

 private:
  Answering answering_;
};

class Delivering : public testing::Test {
 protected:
  void add(std::uint8_t mark) {
    Batch batch;
    batch.sequence = *spool_->next();
    batch.envelope = {mark};
    batch.payload = {mark};
    ASSERT_TRUE(spool_->add(batch));
  }

  // To geneva and nairobi; how many batches wait.
  std::size_t deliver_to(Answering geneva, Answering nairobi, Duration patience = 1min) {
    boost::asio::io_context io;
    SpoolOutbox outbox(*spool_, names_, {}, clock_);
    std::vector<Uplink::Route> routes;
    routes.push_back({{names_[0], log_key().public_key()}, std::make_unique<Answers>(geneva)});
    routes.push_back({{names_[1], log_key().public_key()}, std::make_unique<Answers>(nairobi)});
    Uplink uplink(io.get_executor(), outbox, std::move(routes), clock_, entropy_);
    auto left = boost::asio::co_spawn(
        io, deliver(*spool_, uplink, patience, out_), boost::asio::use_future);
    io.run();
    return left.get();
  }

  const std::vector<std::string> names_{"geneva", "nairobi"};
  const system::SystemClock clock_;
  system::SystemEntropy entropy_;
  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_ = *Spool::open(files_, {.folder = "/s", .collectors = names_}, 5);
  std::ostringstream out_;
};

TEST_F(Delivering, EndsWhenEachCollectorHasTakenOrRefusedAll) {
  for (const std::uint8_t mark : {1, 2, 3}) add(mark);
  EXPECT_EQ(deliver_to(acknowledges, refuses), 0U);
  EXPECT_EQ(out_.str(),
            "geneva: 3 acknowledged, 0 refused, 0 wait\n"
            "nairobi: 0 acknowledged, 3 refused, 0 wait\n");
  EXPECT_EQ(spool_->batches(), 0U);
}

TEST_F(Delivering, DoesNotWaitForWhoeverTakesNothingOfThisProbe) {
  for (const std::uint8_t mark : {1, 2}) add(mark);
  EXPECT_EQ(deliver_to(revoked, acknowledges), 2U);
  EXPECT_EQ(out_.str(),
            "geneva: 0 acknowledged, 0 refused, 2 wait; it takes none: revoked\n"
            "nairobi: 2 acknowledged, 0 refused, 0 wait\n");
  EXPECT_EQ(spool_->batches(), 2U);
}

TEST_F(Delivering, KeepsWhatNobodyTookInTime) {
  add(1);
  EXPECT_EQ(deliver_to(is_away, acknowledges, 200ms), 1U);
  EXPECT_THAT(out_.str(), testing::HasSubstr("geneva: 0 acknowledged, 0 refused, 1 wait\n"));
  EXPECT_EQ(spool_->waiting_for("geneva"), 1U);
}

TEST_F(Delivering, HasNothingToDoForAnEmptySpool) {
  EXPECT_EQ(deliver_to(is_away, is_away), 0U);
}

}  // namespace
}  // namespace tocsin::probe
