#include "probes/main/plan_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <deque>

#include "core/base/base64.h"
#include "core/system/entropy.h"
#include "probes/main/log_keys.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/probes/plans/offering_log.h"

namespace tocsin::probe {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Answers what it is told, and then nothing any more.
class Scripted final : public Transport {
 public:
  explicit Scripted(std::deque<Result<http::Response>> answers) : answers_(std::move(answers)) {}

  net::Task<Result<http::Response>> send(http::Request request) override {
    EXPECT_EQ(request.target, "/v1/plan");
    if (answers_.empty()) co_return fail("no answer");
    auto answer = std::move(answers_.front());
    answers_.pop_front();
    co_return answer;
  }

 private:
  std::deque<Result<http::Response>> answers_;
};

// The first pauses are as short as can be.
class Hasty final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, 0); }
};

template <class Said>
Result<http::Response> offer_of(const Said& said) {
  OfferingLog log;
  log.add(said);
  return http::reply(200, "application/cbor", record::encode_plan_offer(log.offer()));
}

class Watching : public testing::Test {
 protected:
  // Runs until so many answers were taken.
  void hear(std::deque<Result<http::Response>> answers, int changes_wanted) {
    int changes = 0;
    net::TaskGroup group(io_.get_executor());
    watch_.emplace(io_.get_executor(),
                   PlanWatch::Surroundings{entropy_,
                                           files_,
                                           [&] {
                                             if (++changes == changes_wanted) group.cancel();
                                           }},
                   sources(std::move(answers)));
    watch_->start(group);
    io_.restart();
    io_.run_for(std::chrono::seconds(20));
    EXPECT_EQ(changes, changes_wanted);
    EXPECT_EQ(group.size(), 0U);
  }
  // Its keys as a start reads them.
  entry::LogKeys keys() {
    const config::Collector collector{.name = "geneva",
                                      .address = {},
                                      .tls_name = {},
                                      .ca_file = {},
                                      .log_key = to_base64(log_key.public_key()),
                                      .witnesses = {},
                                      .quorum = {}};
    return open_log_keys(files_, layout_, {collector})->at(0);
  }
  std::vector<PlanWatch::Source> sources(std::deque<Result<http::Response>> answers) {
    std::vector<PlanWatch::Source> all;
    all.push_back({"geneva",
                   keys(),
                   std::make_unique<Scripted>(std::move(answers)),
                   "/state/plan-offer",
                   layout_.enrolment("geneva").next_origins()});
    return all;
  }
  // Another start, without a collector.
  const CheckedOffer& kept() {
    watch_.emplace(
        io_.get_executor(), PlanWatch::Surroundings{entropy_, files_, [] {}}, sources({}));
    return watch_->offers()[0];
  }

  boost::asio::io_context io_;
  Hasty entropy_;
  durable::FaultyFileSystem files_;
  const StateLayout layout_{"/state"};
  std::optional<PlanWatch> watch_;
};

TEST_F(Watching, TakesAnOfferAndKeepsItForTheNextStart) {
  hear({offer_of(slow_watch())}, 1);
  EXPECT_THAT(watch_->offers()[0].plans, ElementsAre(slow_watch()));
  ASSERT_EQ(watch_->seen().size(), 1U);
  EXPECT_EQ(watch_->seen()[0].origin, "geneva.example/log");
  EXPECT_EQ(watch_->seen()[0].size, 1U);
  EXPECT_THAT(kept().plans, ElementsAre(slow_watch()));
}

TEST_F(Watching, TakesTheFirstOfferThatItEverSeesThoughItsLogHasEnded) {
  OfferingLog ended;
  ended.add(later_log());
  OfferingLog later;
  later.add(slow_watch());
  auto offer = ended.offer();
  offer.push_back(later.offer(later_key, later_log().origin).at(0));
  hear({http::reply(200, "application/cbor", record::encode_plan_offer(offer))}, 1);
  EXPECT_THAT(watch_->offers()[0].plans, ElementsAre(slow_watch()));
  EXPECT_EQ(keys().of(later_log().origin), later_key.public_key()) << "and keeps the key";
  EXPECT_THAT(kept().plans, ElementsAre(slow_watch()));
}

TEST_F(Watching, AsksAgainWhereNobodyAnswersOrTheAnswerIsNone) {
  hear({fail("no way"),
        http::reply(503, "text/plain", "busy"),
        http::reply(200, "application/cbor", "nonsense"),
        offer_of(slow_watch())},
       1);
  EXPECT_THAT(watch_->offers()[0].plans, ElementsAre(slow_watch()));
}

// The later log's offer takes the place of the one that announced it, and is believed after a
// start.
TEST_F(Watching, FollowsALogIntoTheNextYear) {
  OfferingLog later;
  later.add(slow_watch());
  const auto offer = record::encode_plan_offer(later.offer(later_key, later_log().origin));
  hear({offer_of(later_log())}, 1);
  hear({http::reply(200, "application/cbor", offer)}, 1);
  EXPECT_THAT(watch_->offers()[0].plans, ElementsAre(slow_watch()));
  EXPECT_EQ(watch_->seen()[0].origin, "geneva.example/log/2027");
  EXPECT_THAT(kept().plans, ElementsAre(slow_watch()));
  files_.crash();
  EXPECT_EQ(keys().of(later_log().origin), later_key.public_key());
}

TEST_F(Watching, LearnsKeysFromTheOfferThatItKeptWhereTheirFileIsLost) {
  hear({offer_of(later_log())}, 1);
  const auto path = layout_.enrolment("geneva").next_origins();
  files_.bytes(path).pop_back();
  EXPECT_EQ(keys().of(later_log().origin), log_key.public_key()) << "what is damaged says nothing";
  ASSERT_TRUE(files_.remove(path));
  kept();
  EXPECT_EQ(keys().of(later_log().origin), later_key.public_key());
}

TEST_F(Watching, BelievesNoOtherKeyThanTheFirstThatWasAnnounced) {
  auto other = later_log();
  other.key = crypto::SigningKey::from_seed({9}).public_key();
  hear({offer_of(later_log())}, 1);
  hear({offer_of(other)}, 1);
  EXPECT_EQ(keys().of(later_log().origin), later_key.public_key());
}

TEST_F(Watching, FollowsNothingOfAHostilePlan) {
  auto off = plan::watch();
  off.measures.clear();
  hear({offer_of(off)}, 1);
  EXPECT_THAT(watch_->offers()[0].plans, IsEmpty());
  EXPECT_THAT(watch_->offers()[0].refused, ElementsAre("plan watch switches the watch off"));
}

TEST_F(Watching, TakesNothingKeptThatHasBeenChanged) {
  hear({offer_of(slow_watch())}, 1);
  files_.bytes("/state/plan-offer").back() ^= 1;
  EXPECT_THAT(kept().plans, IsEmpty());
}

}  // namespace
}  // namespace tocsin::probe
