// With a child that is a script: it says what a file holds, and notes how it was called.
#include "probes/zone/zone_keeper.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <fstream>

#include "core/durable/real_file_system.h"
#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "tests/support/process/scratch_folder.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

class ZoneKeeperTest : public testing::Test {
 protected:
  ZoneKeeperTest() {
    write("child",
          "#!/bin/sh\n"
          "echo \"$*\" >> " +
              path("calls") +
              "\n"
              "case \"$*\" in *--records*) exec cat " +
              path("old") +
              ";; esac\n"
              "touch " +
              path("kept.new") +
              "\n"
              "case \"$*\" in *--object*) exec cat " +
              path("given") +
              ";; esac\n"
              "exec cat " +
              path("new") + "\n");
    std::filesystem::permissions(path("child"), std::filesystem::perms::owner_all);
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  void write(const std::string& name, std::string_view text) {
    std::ofstream file(path(name), std::ios::binary);
    file << text;
  }
  void gives(std::uint32_t serial, Duration good_for = 24h) {
    write("new", as_text(encode(zone(serial, good_for))));
  }
  // Another collector, which has this zone ready, or none.
  void add_collector(ZoneSource& source, std::optional<std::uint32_t> serial) {
    if (serial) write("given", as_text(encode(zone(*serial, 24h))));
    source.collectors.push_back(
        {.name = "geneva", .fetch_into = [this, serial](std::filesystem::path into) {
           return fetch(serial, std::move(into));
         }});
  }
  net::Task<Status<>> fetch(std::optional<std::uint32_t> serial, std::filesystem::path into) {
    ++collectors_asked_;
    if (!serial) co_return fail("it answers with status 404");
    std::ofstream(into, std::ios::binary) << "object";
    co_return Status<>();
  }
  void kept(std::uint32_t serial) {
    write("kept", "");
    write("old", as_text(encode(zone(serial, 24h))));
  }

  ZoneReport zone(std::uint32_t serial, Duration good_for) const {
    ZoneReport report;
    report.serial = serial;
    append_be_to(report.digest, serial);
    report.good_until = {clock_.wall().since_epoch + good_for};
    return report;
  }
  static void append_be_to(Digest& digest, std::uint32_t serial) {
    for (std::size_t i = 0; i < 4; ++i) digest[i] = static_cast<std::uint8_t>(serial >> 8 * i);
  }

  ZoneSource source() const {
    ZoneSource source{.program = path("child"),
                      .kept = path("kept"),
                      .anchors = {},
                      .collectors = {},
                      .letters = {}};
    source.letters.endpoints.push_back(
        {".", "k.root-servers.net.", *plan::address_from("193.0.14.129")});
    source.retry = 10ms;
    source.retry_max = 20ms;
    source.apart = 10ms;
    source.spread = 0ms;
    return source;
  }

  ZoneKeeper::Surroundings around() {
    return {
        .clock = clock_,
        .entropy = entropy_,
        .may_ask = [this](plan::Address, std::uint64_t) -> net::Task<bool> { co_return allowed_; },
        .on_zone = [this](const ZoneReport& report) { seen_.push_back(report.serial); },
        .files = *files_};
  }

  ZoneKeeper keeper() { return {io_.get_executor(), around(), source()}; }

  // Runs until the condition holds, or far too long.
  template <class Condition>
  bool runs_until(ZoneKeeper& keeper, Condition holds) {
    net::TaskGroup group(io_.get_executor());
    group.spawn(keeper.run());
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!holds() && std::chrono::steady_clock::now() < deadline) io_.run_one_for(100ms);
    const bool held = holds();
    group.cancel();
    io_.run();
    io_.restart();
    return held;
  }

  std::size_t calls() const {
    std::ifstream file(path("calls"));
    std::string line;
    std::size_t count = 0;
    while (std::getline(file, line)) ++count;
    return count;
  }

  std::size_t calls_without(const std::string& word) const {
    std::ifstream file(path("calls"));
    std::string line;
    std::size_t count = 0;
    while (std::getline(file, line)) count += line.find(word) == std::string::npos ? 1U : 0U;
    return count;
  }

  const test::ScratchFolder folder_;
  const system::SystemClock clock_;
  system::SystemEntropy entropy_;
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
  boost::asio::io_context io_;
  bool allowed_ = true;
  std::vector<std::uint32_t> seen_;
  int collectors_asked_ = 0;
};

using Serials = std::vector<std::uint32_t>;

TEST_F(ZoneKeeperTest, FetchesAZoneAndKeepsIt) {
  gives(7);
  auto keeper = this->keeper();
  EXPECT_EQ(keeper.in_force(), nullptr);
  ASSERT_TRUE(runs_until(keeper, [&] { return files_->exists(path("kept")); }));
  EXPECT_EQ(seen_, Serials{7});
  EXPECT_EQ(keeper.in_force()->serial, 7U);
}

TEST_F(ZoneKeeperTest, StartsWithTheZoneThatItKept) {
  kept(6);
  gives(7);
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] { return seen_.size() == 2; }));
  EXPECT_EQ(seen_, (Serials{6, 7}));
}

TEST_F(ZoneKeeperTest, AsksThoseLastThatGaveNoneTheLastTime) {
  write("child",
        "#!/bin/sh\n"
        "echo \"$*\" >> " +
            path("calls") +
            "\n"
            "case \"$*\" in *192.0.2.7*) ;; *) exit 3;; esac\n"
            "touch " +
            path("kept.new") +
            "\n"
            "exec cat " +
            path("new") + "\n");
  gives(1);
  auto source = this->source();
  source.every = 1ms;
  for (const auto* text : {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.7"}) {
    source.letters.endpoints.push_back({".", "k.root-servers.net.", *plan::address_from(text)});
  }
  ZoneKeeper keeper(io_.get_executor(), around(), source);
  ASSERT_TRUE(runs_until(keeper, [&] { return calls() >= 15; }));
  // Once each of the others may have come before it; from then on it is the first, each time.
  EXPECT_LE(calls_without("192.0.2.7"), 4U);
}

TEST_F(ZoneKeeperTest, SparesTheLettersWhereACollectorHasTheZone) {
  gives(7);
  auto source = this->source();
  add_collector(source, std::nullopt);
  add_collector(source, 8);
  ZoneKeeper keeper(io_.get_executor(), around(), source);
  ASSERT_TRUE(runs_until(keeper, [&] { return files_->exists(path("kept")); }));
  EXPECT_EQ(seen_, Serials{8});
  EXPECT_EQ(calls_without("--object"), 0U);
  EXPECT_FALSE(files_->exists(path("kept.object")));
}

TEST_F(ZoneKeeperTest, AsksLettersWhereNoCollectorHasAZone) {
  gives(7);
  auto source = this->source();
  add_collector(source, std::nullopt);
  ZoneKeeper keeper(io_.get_executor(), around(), source);
  ASSERT_TRUE(runs_until(keeper, [&] { return !seen_.empty(); }));
  EXPECT_EQ(seen_, Serials{7});
  EXPECT_EQ(collectors_asked_, 1);
}

// A collector that stands still, or wants a probe to, keeps nobody from the newer zone.
TEST_F(ZoneKeeperTest, AsksLettersForWhatNoCollectorHas) {
  gives(8);
  auto source = this->source();
  add_collector(source, 7);
  ZoneKeeper keeper(io_.get_executor(), around(), source);
  ASSERT_TRUE(runs_until(keeper, [&] {
    if (seen_ == Serials{7}) keeper.saw(8);
    return seen_.size() == 2;
  }));
  EXPECT_EQ(seen_, (Serials{7, 8}));
}

TEST_F(ZoneKeeperTest, NeverGoesBackToAnOlderZone) {
  kept(7);
  gives(6);
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] { return calls() >= 4; }));
  EXPECT_EQ(seen_, Serials{7});
  EXPECT_EQ(keeper.in_force()->serial, 7U);
}

TEST_F(ZoneKeeperTest, FetchesAgainWhenANewerSerialIsSeen) {
  gives(7);
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] {
    if (seen_ == Serials{7}) {
      gives(8);
      keeper.saw(8);
    }
    return seen_.size() == 2;
  }));
  EXPECT_EQ(seen_, (Serials{7, 8}));
}

// Seen once and never fetched, because no zone has it: what is seen next counts again.
TEST_F(ZoneKeeperTest, FetchesOnceForASerialThatNoZoneHas) {
  gives(7);
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] {
    if (calls() == 1 && !seen_.empty()) keeper.saw(0x4000'0000);
    if (calls() >= 2) {
      gives(8);
      keeper.saw(8);
    }
    return seen_.size() == 2;
  }));
  EXPECT_EQ(seen_, (Serials{7, 8}));
}

TEST_F(ZoneKeeperTest, FetchesAgainBeforeTheSignaturesEnd) {
  gives(7, 500ms);
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] { return calls() >= 2; }));
}

TEST_F(ZoneKeeperTest, HasNothingInForceOnceSignaturesHaveEnded) {
  gives(7, -1s);
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] { return calls() >= 2; }));
  EXPECT_EQ(keeper.in_force(), nullptr);
  EXPECT_TRUE(seen_.empty());
}

TEST_F(ZoneKeeperTest, TriesAgainAfterAChildThatFails) {
  write("new", "garbage");
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] {
    if (calls() == 2) gives(7);
    return !seen_.empty();
  }));
  EXPECT_EQ(seen_, Serials{7});
}

TEST_F(ZoneKeeperTest, AsksNobodyWhomTheHostDoesNotAllow) {
  allowed_ = false;
  kept(6);
  auto keeper = this->keeper();
  ASSERT_TRUE(runs_until(keeper, [&] { return !seen_.empty(); }));
  EXPECT_EQ(calls(), 1U);
}

}  // namespace
}  // namespace tocsin::probe
