#include "probes/main/inclusion_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "core/base/hex.h"
#include "core/http/problem.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/probes/inclusion/promising_log.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Answer = std::function<Result<http::Response>(const http::Request&)>;

// A quarter of an hour passes, and a bit more, whenever somebody looks at it.
class LeapingClock final : public Clock {
 public:
  MonotonicTime monotonic() const override { return now_ = now_ + 16min; }
  WallTime wall() const override { return noon; }

 private:
  mutable MonotonicTime now_{1000s};
};

class Zeros final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, std::uint8_t{0}); }
};

class Scripted final : public Transport {
 public:
  explicit Scripted(Answer answer) : answer_(std::move(answer)) {}

  net::Task<Result<http::Response>> send(http::Request request) override {
    co_return answer_(request);
  }

 private:
  Answer answer_;
};

Result<http::Response> text(const std::string& body) {
  return http::reply(200, "text/plain", body);
}

Result<http::Response> not_included() {
  return http::to_response({404, "not-included", "The log has no such batch.", ""});
}

// Of batch number 2; what is known of it follows from what collector and witness answer.
class InclusionWatchTest : public testing::Test {
 protected:
  void collector(Answer answer) {
    source_.transport = std::make_unique<Scripted>(std::move(answer));
  }
  void witness(Answer answer) {
    const auto key =
        tlog::verifier_key(witness_name, tlog::Algorithm::cosignature_v1, witness_key.public_key());
    source_.witnesses.push_back({key, std::make_unique<Scripted>(std::move(answer)), "/prefix"});
    ++source_.quorum;
  }
  // Until the counts are no longer those of the start.
  InclusionCounts look() {
    std::vector<InclusionWatch::Source> sources;
    sources.push_back(std::move(source_));
    watch_.emplace(io_.get_executor(),
                   InclusionWatch::Surroundings{clock_, entropy_, files_},
                   std::move(sources));
    EXPECT_TRUE(watch_->wants(0));
    const auto word = sign(word_for(2), log_key);
    watch_->take(0, envelope_number(2), {word, leaf_});
    net::TaskGroup group(io_.get_executor());
    watch_->start(group);
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (watch_->counts(0) == InclusionCounts() && std::chrono::steady_clock::now() < deadline) {
      io_.run_one_for(50ms);
    }
    group.cancel();
    io_.restart();
    io_.run();
    return watch_->counts(0);
  }
  std::string evidence(const std::string& file) {
    const auto name = to_hex(crypto::sha256(envelope_number(2))) + "." + file;
    const auto path = std::filesystem::path("/state/evidence/geneva") / name;
    const auto bytes = durable::read_whole(files_, path, 100'000);
    return bytes ? std::string(as_text(*bytes)) : "";
  }

  const PromisingLog log_{{1, 2, 3}};
  const PromisingLog without_it_{{1, 3}};
  boost::asio::io_context io_;
  LeapingClock clock_;
  Zeros entropy_;
  durable::FaultyFileSystem files_;
  InclusionWatch::Source source_{.name = "geneva",
                                 .log_keys = log_key.public_key(),
                                 .transport = {},
                                 .witnesses = {},
                                 .evidence = "/state/evidence/geneva"};
  std::optional<std::uint64_t> leaf_;  // as the collector said it
  std::optional<InclusionWatch> watch_;
};

TEST_F(InclusionWatchTest, ProvesABatchUnderAWitnesssTreeAndCarriesThatTree) {
  witness([&](const http::Request& request) {
    EXPECT_EQ(request.target,
              "/prefix/" + to_hex(crypto::sha256(as_bytes(log_origin))) + "/checkpoint");
    return text(log_.cosigned());
  });
  collector([&](const http::Request& request) {
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.target,
              "/v1/inclusion/" + to_hex(crypto::sha256(envelope_number(2))) +
                  "?log=" + to_hex(crypto::sha256(as_bytes(log_origin))));
    return text(log_.proof(1, tlog::parse_note(as_text(request.body)).value()));
  });
  EXPECT_EQ(look(), InclusionCounts{.proven = 1});
  const record::SeenCheckpoint seen{log_origin, 3, log_.head().root};
  EXPECT_EQ(watch_->seen(), std::vector{seen});
  EXPECT_EQ(evidence("entry"), "");
}

TEST_F(InclusionWatchTest, TakesTheLogsOwnSignatureWhereItKnowsNoWitness) {
  collector([&](const http::Request& request) {
    EXPECT_EQ(request.method, "GET");
    return text(log_.proof(1));
  });
  EXPECT_EQ(look(), InclusionCounts{.proven = 1});
}

TEST_F(InclusionWatchTest, AccusesNobodyWhoHasForgottenWhichLeafABatchIsAndWasToldSo) {
  leaf_ = 1;
  collector([&](const http::Request& request) {
    return request.query().ends_with("&leaf=1") ? text(log_.proof(1)) : not_included();
  });
  EXPECT_EQ(look(), InclusionCounts{.proven = 1});
}

TEST_F(InclusionWatchTest, CatchesACollectorThatProvesAnotherBatchUnderTheLeafThatItSaid) {
  leaf_ = 0;
  collector([&](const http::Request&) { return text(log_.proof(0)); });
  EXPECT_EQ(look(), InclusionCounts{.dropped = 1});
  EXPECT_THAT(evidence("answer"), HasSubstr("refused: "));
}

TEST_F(InclusionWatchTest, CatchesACollectorThatDroppedABatchWithTheProofInHand) {
  collector([&](const http::Request&) { return not_included(); });
  EXPECT_EQ(look(), InclusionCounts{.dropped = 1});
  const auto promise = promise_of(2);
  EXPECT_EQ(evidence("entry"), as_text(promise.entry));
  EXPECT_EQ(evidence("acknowledgement"), as_text(promise.acknowledgement));
  EXPECT_THAT(evidence("answer"), HasSubstr("not-included"));
  EXPECT_TRUE(watch_->seen().empty());
}

TEST_F(InclusionWatchTest, CatchesACollectorThatShowsTheWitnessAnotherTree) {
  const auto cosigned = without_it_.cosigned(witness_key, noon + 25h);
  witness([&](const http::Request&) { return text(cosigned); });
  collector([&](const http::Request&) { return text(log_.proof(1)); });
  EXPECT_EQ(look(), InclusionCounts{.dropped = 1});
  EXPECT_EQ(evidence("checkpoint"), cosigned);
  EXPECT_THAT(evidence("answer"), HasSubstr("refused: the proof is under another tree"));
}

TEST_F(InclusionWatchTest, DoesNotTakeADeadWitnessForADroppedBatch) {
  witness([&](const http::Request&) -> Result<http::Response> { return fail("no way"); });
  collector([&](const http::Request&) { return text(log_.proof(1)); });
  EXPECT_EQ(look(), InclusionCounts{.unwitnessed = 1});
  EXPECT_TRUE(watch_->seen().empty());
}

TEST_F(InclusionWatchTest, AccusesNobodyWhoCannotBeReached) {
  collector([&](const http::Request&) -> Result<http::Response> { return fail("no way"); });
  EXPECT_EQ(look(), InclusionCounts{.unchecked = 1});
  EXPECT_EQ(evidence("entry"), "");
}

TEST_F(InclusionWatchTest, AccusesWhoeverAcknowledgesAndGivesNoProof) {
  collector([&](const http::Request&) -> Result<http::Response> {
    watch_->wants(0);  // another batch was acknowledged meanwhile
    return http::reply(503, "text/plain", "busy");
  });
  EXPECT_EQ(look(), InclusionCounts{.dropped = 1});
  EXPECT_THAT(evidence("answer"), HasSubstr("status 503"));
}

TEST_F(InclusionWatchTest, CountsCasesOfEarlierRuns) {
  EvidenceFolder folder(files_, "/state/evidence/geneva");
  ASSERT_TRUE(folder.keep("ab", {{"acknowledgement", {1}}}));
  collector([&](const http::Request&) { return text(log_.proof(1)); });
  EXPECT_EQ(look().dropped, 1U);
}

TEST(EvidenceFolder, KeepsNoMoreThanItsLimit) {
  durable::FaultyFileSystem files;
  EvidenceFolder folder(files, "/evidence");
  for (std::size_t i = 0; i < EvidenceFolder::cases_max; ++i) {
    EXPECT_TRUE(folder.keep(std::to_string(i), {{"acknowledgement", {1}}}));
  }
  EXPECT_FALSE(folder.keep("one more", {{"acknowledgement", {1}}}));
  EXPECT_EQ(folder.count(), EvidenceFolder::cases_max);
}

TEST(NewestOf, TakesOfEachLogTheLargerTree) {
  const record::SeenCheckpoint small{"a", 1, {}};
  const record::SeenCheckpoint large{"a", 2, {}};
  const record::SeenCheckpoint other{"b", 1, {}};
  EXPECT_EQ(newest_of({small}, {large, other}), (std::vector{large, other}));
  EXPECT_EQ(newest_of({large}, {small}), (std::vector{large}));
}

}  // namespace
}  // namespace tocsin::probe
