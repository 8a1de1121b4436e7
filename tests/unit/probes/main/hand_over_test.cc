#include "probes/main/hand_over.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <deque>
#include <sstream>

#include "core/http/problem.h"
#include "core/record/signed_envelope.h"
#include "probes/spool/spool.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

using testing::HasSubstr;

constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};
const std::filesystem::path folder = "/state/spool/refused";

class Scripted final : public Transport {
 public:
  net::Task<Result<http::Response>> send(http::Request request) override {
    requests.push_back(std::move(request));
    auto answer = std::move(answers.front());
    answers.pop_front();
    co_return answer;
  }

  std::deque<Result<http::Response>> answers;
  std::vector<http::Request> requests;
};

http::Response entry_number(std::string_view text) {
  return http::reply(200, "text/plain", text);
}

class HandingOver : public testing::Test {
 protected:
  void refuse(const std::string& collector, const Bytes& answer = {'{', '}'}) {
    Batch batch;
    batch.sequence = *spool_->next();
    batch.envelope = {1, 2, 3};
    batch.payload = {4, 5};
    ASSERT_TRUE(spool_->add(batch));
    spool_->refuse({.collector = collector, .status = 403, .problem = answer, .at = noon},
                   batch.sequence);
  }
  Result<std::size_t> hand_over_all() {
    Handing handing{"nairobi", transport_, key_, {{"geneva", log_key_}}};
    boost::asio::io_context io;
    auto left = boost::asio::co_spawn(
        io, hand_over(files_, folder, handing, out_), boost::asio::use_future);
    io.run();
    return left.get();
  }

  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_ =
      *Spool::open(files_, {.folder = "/state/spool", .collectors = {"geneva", "nairobi"}}, 5);
  Scripted transport_;
  const crypto::SigningKey key_ = crypto::SigningKey::from_seed({1});
  const crypto::PublicKey log_key_ = crypto::SigningKey::from_seed({2}).public_key();
  std::ostringstream out_;
};

TEST_F(HandingOver, SignsWhoRefusedWhatAndWhen) {
  refuse("geneva");
  transport_.answers = {entry_number("17\n")};
  EXPECT_EQ(hand_over_all(), 0U);
  EXPECT_EQ(out_.str(), "00000000000000000000-403-geneva: nairobi has it as entry 17 of its log\n");
  ASSERT_EQ(transport_.requests.size(), 1U);
  EXPECT_EQ(transport_.requests[0].target, "/v1/refusals");
  const auto handed = record::decode_handed_refusal(transport_.requests[0].body);
  ASSERT_TRUE(handed);
  EXPECT_TRUE(equal(handed->envelope, Bytes{1, 2, 3}));
  EXPECT_TRUE(equal(handed->payload, Bytes{4, 5}));
  const auto notice = record::open_refusal_notice(handed->notice, key_.public_key());
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->probe, record::probe_id_of(key_.public_key()));
  EXPECT_EQ(notice->envelope, record::envelope_digest(Bytes{1, 2, 3}));
  EXPECT_EQ(notice->log_key, log_key_);
  EXPECT_EQ(notice->collector, "geneva");
  EXPECT_EQ(notice->status, 403U);
  EXPECT_EQ(notice->answer, (Bytes{'{', '}'}));
  EXPECT_EQ(notice->at, noon);
}

TEST_F(HandingOver, CutsALongAnswer) {
  refuse("geneva", Bytes(5000, 'x'));
  transport_.answers = {entry_number("17\n")};
  EXPECT_EQ(hand_over_all(), 0U);
  const auto handed = record::decode_handed_refusal(transport_.requests.at(0).body);
  const auto notice = record::peek_refusal_notice(handed->notice);
  EXPECT_EQ(notice->answer, Bytes(record::refusal_answer_bytes_max, 'x'));
}

TEST_F(HandingOver, LeavesOutWhatTheOtherHasRefusedItself) {
  refuse("nairobi");
  EXPECT_EQ(hand_over_all(), 0U);
  EXPECT_TRUE(transport_.requests.empty());
}

TEST_F(HandingOver, SaysWhatWasNotTakenAndGoesOn) {
  for (int i = 0; i < 4; ++i) refuse("geneva");
  transport_.answers = {http::to_response({403, "too-many-refusals", "", ""}),
                        tocsin::fail("connection refused"),
                        entry_number("\x1b[2J\n"),
                        entry_number("3\n")};
  EXPECT_EQ(hand_over_all(), 3U);
  const auto said = out_.str();
  EXPECT_THAT(said, HasSubstr("not taken: nairobi answered 403 too-many-refusals\n"));
  EXPECT_THAT(said, HasSubstr("not taken: connection refused\n"));
  EXPECT_THAT(said, HasSubstr("something else than the number of an entry\n"));
  EXPECT_THAT(said, HasSubstr("nairobi has it as entry 3 of its log\n"));
}

TEST_F(HandingOver, NeedsTheKeyOfWhoRefused) {
  Handing handing{"nairobi", transport_, key_, {}};
  refuse("geneva");
  boost::asio::io_context io;
  auto left =
      boost::asio::co_spawn(io, hand_over(files_, folder, handing, out_), boost::asio::use_future);
  io.run();
  EXPECT_EQ(left.get(), 1U);
  EXPECT_THAT(out_.str(), HasSubstr("geneva is no collector of the configuration"));
}

}  // namespace
}  // namespace tocsin::probe
