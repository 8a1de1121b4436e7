#include "daemon/ledger/inclusion_routes.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "core/base/hex.h"
#include "core/tlog/log_proof.h"
#include "tests/unit/daemon/ledger/growing_log.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr Digest forgotten{1};  // by the index
constexpr Digest known{2};
constexpr Digest current{3};  // origins
constexpr Digest ended{4};

// A log of three entries, of which the index has the last.
class InclusionRoutes : public testing::Test {
 protected:
  InclusionRoutes() {
    const auto durable_below = append_until(files_, 3);
    EXPECT_TRUE(ledger_on(files_).open(durable_below));
    batches_.add(known, 2);
    EXPECT_TRUE(ledger_on(other_files_).open(append_until(other_files_, 2)));
    others_.add(known, 1);
    add_inclusion_routes(router_, {{ended, other_folder_, others_}, {current, folder_, batches_}});
  }

  http::Response ask(const Digest& envelope, const std::string& query = "") {
    http::Request request;
    request.target = "/v1/inclusion/" + to_hex(envelope) + query;
    auto answer = asio::co_spawn(io_, router_.answer(std::move(request)), asio::use_future);
    io_.restart();
    io_.run();
    return answer.get();
  }
  static bool proves(const http::Response& answer, std::uint64_t leaf) {
    const auto proof = tlog::parse_log_proof(as_text(answer.body));
    return proof && tlog::check_inclusion(*proof, entry_number(leaf));
  }

  durable::FaultyFileSystem files_;
  durable::FaultyFileSystem other_files_;
  LogFolder folder_{files_, places.log};
  BatchIndex batches_{64};
  LogFolder other_folder_{other_files_, places.log};  // of a log that has ended, with two entries
  BatchIndex others_{64};
  http::Router router_;
  asio::io_context io_;
};

TEST_F(InclusionRoutes, ProveABatchThatTheIndexHas) {
  EXPECT_TRUE(proves(ask(known), 2));
}

TEST_F(InclusionRoutes, ProveABatchOfAnyAgeByTheLeafThatItIs) {
  EXPECT_EQ(ask(forgotten).status, 404U);
  EXPECT_TRUE(proves(ask(forgotten, "?leaf=0"), 0));
  EXPECT_TRUE(proves(ask(forgotten, "?leaf=1"), 1));
}

TEST_F(InclusionRoutes, ProveInTheLogThatIsNamed) {
  const auto of = [](const Digest& origin) { return "log=" + to_hex(origin); };
  EXPECT_TRUE(proves(ask(known, "?" + of(ended)), 1)) << "by the index of that log";
  EXPECT_TRUE(proves(ask(known, "?" + of(current)), 2));
  EXPECT_TRUE(proves(ask(forgotten, "?leaf=0&" + of(ended)), 0));
  EXPECT_TRUE(proves(ask(forgotten, "?" + of(ended) + "&leaf=0"), 0));
  EXPECT_EQ(ask(forgotten, "?leaf=2&" + of(ended)).status, 404U) << "it is shorter";
  EXPECT_EQ(ask(known, "?" + of(known)).status, 404U) << "no such log";
  EXPECT_EQ(ask(known, "?log=").status, 404U);
}

TEST_F(InclusionRoutes, ProveNothingOfALeafThatIsNoneOfTheLog) {
  for (const auto* query : {"?leaf=3", "?leaf=", "?leaf=x", "?leaf=01", "?leaf=-1"}) {
    EXPECT_EQ(ask(known, query).status, 404U) << query;
  }
  EXPECT_EQ(ask(known, "?leaf=18446744073709551615").status, 404U);
}

}  // namespace
}  // namespace tocsin::collector
