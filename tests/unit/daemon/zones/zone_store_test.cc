// With servers that are a table: what each gives, and how often it was asked.
#include "daemon/zones/zone_store.h"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>

#include "core/net/task_group.h"
#include "core/system/entropy.h"
#include "tests/unit/daemon/zones/small_root.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

class ZoneStoreTest : public testing::Test {
 protected:
  class FixedClock final : public Clock {
   public:
    WallTime wall() const override { return now; }
    MonotonicTime monotonic() const override { return {}; }

    WallTime now = zone::test::january();
  };

  struct Server {
    Result<Bytes, xfr::Fault> gives = xfr::faulty(xfr::FaultKind::refused, "REFUSED");
    int asked = 0;
  };

  Server& server(const std::string& address) { return servers_[*plan::address_from(address)]; }

  ZoneStore& open() {
    ZoneSources sources{.servers = {},
                        .anchors = small_anchors(),
                        .every = every_,
                        .apart = apart_,
                        .retry = retry_,
                        .retry_max = 4 * retry_};
    for (const auto& [address, server] : servers_) sources.servers.push_back(address);
    store_ = std::make_unique<ZoneStore>(
        io_.get_executor(),
        ZoneStore::Surroundings{.clock = clock_,
                                .entropy = entropy_,
                                .fetch = [this](plan::Address server) { return fetch(server); },
                                .log =
                                    [this](entry::Kind kind, Bytes body, Bytes object) {
                                      return log(kind, std::move(body), std::move(object));
                                    }},
        std::move(sources),
        book_,
        steps_);
    return *store_;
  }

  net::Task<Result<Bytes, xfr::Fault>> fetch(plan::Address address) {
    auto& server = servers_[address];
    ++server.asked;
    co_return server.gives;
  }

  net::Task<std::optional<std::uint64_t>> log(entry::Kind kind, Bytes body, Bytes object) {
    if (!log_works_) co_return std::nullopt;
    book_.take(entries_, {kind, body}, object);
    steps_.take({kind, body}, object);
    co_return entries_++;
  }

  // Runs until the condition holds, or far too long.
  template <class Condition>
  bool runs_until(Condition holds) {
    net::TaskGroup group(io_.get_executor());
    group.spawn(store_->run());
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!holds() && std::chrono::steady_clock::now() < deadline) io_.run_one_for(100ms);
    const bool held = holds();
    group.cancel();
    io_.run();
    io_.restart();
    return held;
  }

  std::uint64_t fetches(const std::string& how) const {
    const auto& counts = store_->counts().fetches;
    const auto found = counts.find(how);
    return found == counts.end() ? 0 : found->second;
  }

  boost::asio::io_context io_;
  FixedClock clock_;
  system::SystemEntropy entropy_;
  Duration every_ = 24h;
  Duration apart_ = 1ms;
  Duration retry_ = 1ms;
  std::map<plan::Address, Server> servers_;
  ZoneBook book_;  // what the log holds, for the next store
  StepBook steps_;
  std::uint64_t entries_ = 0;
  bool log_works_ = true;
  std::unique_ptr<ZoneStore> store_;
};

TEST_F(ZoneStoreTest, FetchesVerifiesSaysAndServes) {
  server("192.0.2.1").gives = good_records();
  const auto& store = open();
  EXPECT_EQ(store.newest().status, 404U);
  ASSERT_TRUE(runs_until([&] { return store.in_force() != nullptr; }));
  EXPECT_EQ(entries_, 1U);
  const auto served = store.newest();
  EXPECT_EQ(served.status, 200U);
  const auto opened = verify_again(served.body, small_anchors(), clock_.now);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->digest(), store.in_force()->digest());
}

TEST_F(ZoneStoreTest, AsksTheNextWhereOneDoesNotGiveAGoodOne) {
  server("192.0.2.1");
  server("192.0.2.2").gives = records_with_other_glue(66);
  server("192.0.2.3").gives = Bytes(300, 0);
  server("192.0.2.4").gives = good_records();
  // Whoever is asked first, sooner or later each has been.
  every_ = 1ms;
  const auto& store = open();
  ASSERT_TRUE(runs_until([&] {
    return fetches("verified") > 0 && fetches("does_not_verify") > 0 && fetches("no_zone") > 0 &&
           fetches("refused") > 0;
  }));
  EXPECT_EQ(store.book().verified(), 1U);
  EXPECT_EQ(store.book().evidence(), 1U);
  EXPECT_EQ(entries_, 2U);
  EXPECT_TRUE(store.in_force()->proof().zonemd == zone::ZonemdVerdict::verified);
}

TEST_F(ZoneStoreTest, HasWhatAnEarlierRunKept) {
  server("192.0.2.1").gives = good_records();
  ASSERT_TRUE(runs_until([&, &store = open()] { return store.in_force() != nullptr; }));
  servers_.clear();
  const auto& next = open();
  ASSERT_TRUE(runs_until([&] { return next.in_force() != nullptr; }));
  EXPECT_EQ(next.newest().status, 200U);
  EXPECT_EQ(entries_, 1U);
}

TEST_F(ZoneStoreTest, ServesNothingOnceSignaturesHaveEnded) {
  server("192.0.2.1").gives = good_records();
  const auto& store = open();
  ASSERT_TRUE(runs_until([&] { return store.in_force() != nullptr; }));
  clock_.now = clock_.now + 24h * 30;
  EXPECT_EQ(store.in_force(), nullptr);
  EXPECT_EQ(store.newest().status, 404U);
}

TEST_F(ZoneStoreTest, FetchesAgainWhenANewerSerialIsSeen) {
  auto& only = server("192.0.2.1");
  only.gives = good_records();
  auto& store = open();
  ASSERT_TRUE(runs_until([&, told = false]() mutable {
    if (store.in_force() == nullptr) return false;
    if (!std::exchange(told, true)) store.saw(store.in_force()->serial() + 1);
    return only.asked == 2;
  }));
}

TEST_F(ZoneStoreTest, ASerialThatNobodyHasCostsFewFetches) {
  for (int i = 1; i <= 8; ++i) server("192.0.2." + std::to_string(i)).gives = good_records();
  retry_ = 1h;
  auto& store = open();
  // Further turns of the loop after the fourth would show a fifth.
  ASSERT_TRUE(runs_until([&, told = false, turns = 0]() mutable {
    if (store.in_force() == nullptr) return false;
    if (!std::exchange(told, true)) store.saw(store.in_force()->serial() + 1000);
    return fetches("verified") >= 4 && ++turns >= 10;
  }));
  EXPECT_EQ(fetches("verified"), 4U);
}

TEST_F(ZoneStoreTest, SaysOnceWhatChangedWhereAnEarlierRunDidNotGetToIt) {
  const auto first_seen = zone::test::january();
  const auto server = *plan::address_from("192.0.2.1");
  const auto kept = [&](LookedAt looked) {
    const auto body = encode(looked.version);
    book_.take(entries_++, {entry::Kind::zone, body}, looked.object);
  };
  auto before = *look_at(records_with_other_glue(66), server, small_anchors(), first_seen);
  before.version.serial -= 1;
  before.version.fault.clear();
  kept(std::move(before));
  kept(*look_at(good_records(), server, small_anchors(), first_seen));
  clock_.now = clock_.now + 24h * 30;  // whether or not the zone is still in force
  for (int run = 0; run < 2; ++run) {
    const auto& store = open();
    ASSERT_TRUE(runs_until([&] { return !store.steps().steps().empty(); }));
    EXPECT_EQ(store.in_force(), nullptr);
    EXPECT_EQ(entries_, 3U);
  }
  const auto& changes = steps_.steps().front().changes;
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_THAT(lines_of(changes[0]),
              testing::ElementsAre("- glue x.nic.no. 192.0.2.66", "+ glue x.nic.no. 192.0.2.1"));
}

TEST_F(ZoneStoreTest, DoesNotFetchForWhatItHas) {
  auto& only = server("192.0.2.1");
  only.gives = good_records();
  auto& store = open();
  ASSERT_TRUE(runs_until([&, rounds = 0]() mutable {
    if (store.in_force() == nullptr) return false;
    store.saw(store.in_force()->serial());
    store.saw(store.in_force()->serial() - 1);
    return ++rounds >= 5;
  }));
  EXPECT_EQ(only.asked, 1);
}

TEST_F(ZoneStoreTest, UsesNoZoneThatTheLogCouldNotTake) {
  log_works_ = false;
  auto& only = server("192.0.2.1");
  only.gives = good_records();
  const auto& store = open();
  ASSERT_TRUE(runs_until([&] { return only.asked == 2; }));
  EXPECT_EQ(store.in_force(), nullptr);
}

}  // namespace
}  // namespace tocsin::collector
