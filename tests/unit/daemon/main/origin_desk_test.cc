// The keys of years to come: made, kept, and announced once.
#include "daemon/main/origin_desk.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "core/system/entropy.h"
#include "daemon/main/next_origins.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;
using testing::IsEmpty;

struct SetClock : Clock {
  WallTime now = *from_rfc3339("2026-11-30T12:00:00Z");

  MonotonicTime monotonic() const override { return {}; }
  WallTime wall() const override { return now; }
};

// A desk whose log keeps what it is told.
struct OriginDeskTest : testing::Test {
  net::Task<std::optional<std::uint64_t>> log(Bytes body) {
    if (journal_failed) co_return std::nullopt;
    const auto said = record::decode_next_origins(body).value();
    auto& names = announced.emplace_back();
    for (const auto& next : said.origins) {
      names.push_back(next.origin + " from " + to_rfc3339(next.from).substr(0, 19));
    }
    EXPECT_TRUE(told.take({entry::Kind::origins, body}));
    co_return announced.size() - 1;
  }

  OriginDesk desk() {
    const auto logs = [this](entry::Kind, Bytes body, Bytes) { return log(std::move(body)); };
    return {io.get_executor(), {files, clock, entropy, logs}, layout, "geneva.example/log", told};
  }
  void say(OriginDesk& desk) {
    asio::co_spawn(io, desk.say(), asio::detached);
    io.run();
    io.restart();
  }
  void say_after_a_restart() {
    auto again = desk();
    say(again);
  }

  asio::io_context io;
  durable::FaultyFileSystem files;
  SetClock clock;
  system::SystemEntropy entropy;
  StateLayout layout{"/state"};
  bool journal_failed = false;
  entry::OriginBook told;  // what a start finds in the log
  std::vector<std::vector<std::string>> announced;
};

const std::vector<std::string> three_years{"geneva.example/log/2027 from 2027-01-01T00:00:00",
                                           "geneva.example/log/2028 from 2028-01-01T00:00:00",
                                           "geneva.example/log/2029 from 2029-01-01T00:00:00"};

TEST_F(OriginDeskTest, AnnouncesThreeYearsOnce) {
  auto desk = this->desk();
  say(desk);
  say(desk);
  say_after_a_restart();
  EXPECT_THAT(announced, ElementsAre(three_years));
}

TEST_F(OriginDeskTest, AnnouncesOneMoreWhenAYearHasPassed) {
  auto desk = this->desk();
  say(desk);
  clock.now = *from_rfc3339("2026-12-31T23:59:59.999999999Z");
  say(desk);
  EXPECT_EQ(announced.size(), 1U);
  clock.now = *from_rfc3339("2027-01-01T00:00:00Z");
  say(desk);
  EXPECT_THAT(
      announced,
      ElementsAre(three_years, ElementsAre("geneva.example/log/2030 from 2030-01-01T00:00:00")));
}

TEST_F(OriginDeskTest, AnnouncesTheKeysThatInitMade) {
  const auto made = next_origins(files, layout, "geneva.example/log", {}, clock.now, entropy);
  ASSERT_TRUE(made);
  say_after_a_restart();
  EXPECT_EQ(told.announced(), *made);
}

TEST_F(OriginDeskTest, TriesAgainWhatTheLogDidNotTake) {
  auto desk = this->desk();
  journal_failed = true;
  say(desk);
  journal_failed = false;
  say(desk);
  EXPECT_THAT(announced, ElementsAre(three_years));
}

// Wherever the disk failed before.
TEST_F(OriginDeskTest, AnnouncesNoKeyThatALossOfPowerCouldTake) {
  say_after_a_restart();
  const auto steps = files.steps();
  for (std::size_t step = 0; step < steps; ++step) {
    for (unsigned seed = 0; seed < 20; ++seed) {
      files = durable::FaultyFileSystem(seed);
      told = {};
      announced.clear();
      auto desk = this->desk();
      files.fail_once(step, std::errc::io_error);
      say(desk);
      EXPECT_THAT(announced, IsEmpty());
      say(desk);
      EXPECT_THAT(announced, ElementsAre(three_years)) << step;
      files.crash();
      const auto now = clock.now;
      const auto kept = next_origins(files, layout, "geneva.example/log", told, now, entropy);
      ASSERT_TRUE(kept) << "failed at step " << step << ": " << kept.error().text;
      EXPECT_THAT(*kept, IsEmpty());
    }
  }
}

TEST_F(OriginDeskTest, MakesNoOtherKeyInPlaceOfOneThatItAnnounced) {
  say_after_a_restart();
  const auto path = layout.log_of(2028).key();
  const auto kept = files.bytes(path);
  ASSERT_TRUE(files.remove(path));
  clock.now = *from_rfc3339("2027-06-01T00:00:00Z");
  say_after_a_restart();
  EXPECT_FALSE(files.exists(path));
  const auto other = crypto::SigningKey::from_seed({1}).to_pem();
  ASSERT_TRUE(
      durable::write_atomically(files, path, as_bytes(other), durable::Privacy::owner_only));
  say_after_a_restart();
  EXPECT_EQ(announced.size(), 1U);
  ASSERT_TRUE(durable::write_atomically(files, path, kept, durable::Privacy::owner_only));
  say_after_a_restart();
  EXPECT_EQ(announced.size(), 2U) << "put back, all is well";
}

TEST_F(OriginDeskTest, AnnouncesNothingUnderANameThatNoLogCanHave) {
  const std::string name(124, 'x');
  EXPECT_FALSE(next_origins(files, layout, name, {}, clock.now, entropy));
  EXPECT_TRUE(next_origins(files, layout, name.substr(1), {}, clock.now, entropy));
}

}  // namespace
}  // namespace tocsin::collector
