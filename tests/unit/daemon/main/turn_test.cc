// From the log of one year to that of the next, and what a start finds wherever that was stopped.
#include "daemon/main/turn.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "core/durable/journal_reader.h"
#include "core/entry/object.h"
#include "core/record/opt_out.h"
#include "core/record/plan_codec.h"
#include "core/record/zone_version.h"
#include "core/system/entropy.h"
#include "core/window/recent_zones.h"
#include "daemon/ledger/log_check.h"
#include "daemon/main/next_origins.h"
#include "daemon/main/opening.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

const StateLayout layout{"/"};  // so that the first log's journal is the made-up one
const auto in_december = *from_rfc3339("2026-12-01T00:00:00Z");
const auto in_january = *from_rfc3339("2027-01-01T00:00:00Z");
constexpr std::uint64_t segment_bytes_max = 2500;

// A collector's state in which a few hundred things have happened.
class Year {
 public:
  explicit Year(unsigned seed) : files_(seed) {
    EXPECT_TRUE(make_state(files_, layout, {"geneva.example/log", {}}, clock_, entropy_));
    const auto next = next_origins(files_, layout, "geneva.example/log", {}, in_december, entropy_);
    EXPECT_TRUE(next) << next.error().text;
    journal_ = MadeUpJournal::open(files_, segment_bytes_max).value();
    const auto body = encode(record::NextOrigins{*next, in_december});
    EXPECT_TRUE(journal_->say(entry::Kind::origins, body));
    EXPECT_TRUE(announced_.take({entry::Kind::origins, body}));
    EXPECT_TRUE(journal_->live(seed, 30));
    EXPECT_TRUE(journal_->sync());
  }

  durable::FaultyFileSystem& files() { return files_; }
  MadeUpJournal& journal() { return *journal_; }
  void stop() { journal_.reset(); }
  State state() { return read_state(files_, layout).value(); }
  const record::NextOrigin& next() const { return announced_.announced().front(); }
  const entry::OriginBook& announced() const { return announced_; }
  Status<> turn() {
    auto state = read_state(files_, layout);
    return state ? collector::turn(files_, layout, *state, next()) : tl::unexpected(state.error());
  }

 private:
  struct SetClock : Clock {
    MonotonicTime monotonic() const override { return {}; }
    WallTime wall() const override { return in_december; }
  };

  durable::FaultyFileSystem files_;
  SetClock clock_;
  system::SystemEntropy entropy_;
  std::unique_ptr<MadeUpJournal> journal_;
  entry::OriginBook announced_;
};

std::vector<Bytes> entries_in(durable::FileSystem& files, const LogLayout& log) {
  std::vector<Bytes> entries;
  const auto read = durable::read_journal(files, log.journal(), 0, [&](auto, ByteView record) {
    entries.push_back(entry::encode(entry::decode_journal_record(record)->entry));
  });
  EXPECT_TRUE(read) << read.error().text;
  return entries;
}

std::set<entry::Kind> kinds_in(durable::FileSystem& files, const LogLayout& log) {
  std::set<entry::Kind> kinds;
  for (const auto& each : entries_in(files, log)) kinds.insert(entry::decode(each)->kind);
  return kinds;
}

// What it has is what was signed, to the end of its journal.
void expect_ended(durable::FileSystem& files, const OwnLog& log) {
  const auto found = check_log(files, places_of(log.layout), log.origin, log.key.public_key());
  ASSERT_TRUE(found) << found.error().text;
  EXPECT_TRUE(found->journal_is_signed);
  EXPECT_THAT(found->wrong_files, IsEmpty());
  EXPECT_EQ(found->signed_tree.size, entries_in(files, log.layout).size());
}

// What a collector reads when it starts.
Result<Rebuilt> start(durable::FileSystem& files) {
  config::CollectorOptions options;
  options.state_dir = layout.dir;
  auto opened = open_state(options, files, files);
  if (!opened) return tl::unexpected(opened.error());
  return std::move(opened->rebuilt);
}

TEST(Turn, EndsTheOldLogAndBeginsTheNextWithAllThatIsInForce) {
  Year year(1);
  const auto batches = year.journal().leaves().size();
  year.stop();
  const auto old = year.state().log;
  ASSERT_TRUE(year.turn());
  const auto state = year.state();
  EXPECT_EQ(state.log.origin, "geneva.example/log/2027");
  EXPECT_EQ(state.log.path, "/log/2027");
  EXPECT_EQ(state.log.key.public_key(), year.next().key);
  ASSERT_EQ(state.ended.size(), 1U);
  EXPECT_EQ(state.ended[0].origin, old.origin);
  expect_ended(year.files(), state.ended[0]);
  EXPECT_FALSE(year.files().exists(state.log.layout.committed())) << "it has signed nothing yet";
  EXPECT_GT(batches, 0U);
  EXPECT_THAT(kinds_in(year.files(), state.log.layout),
              ElementsAre(entry::Kind::target_set, entry::Kind::plan, entry::Kind::origins));
}

// What is served in the first days of the year may stem from zones of the last.
TEST(Turn, CarriesOverTheZonesThatLiveFiguresJudgeBy) {
  Year year(3);
  std::vector<Bytes> verified;
  for (std::uint32_t serial = 1; serial <= 2 * window::RecentZones::zones_max; ++serial) {
    record::ZoneVersion zone;
    zone.serial = serial;
    zone.server = *plan::address_from("192.0.2.1");
    zone.zone.fill(static_cast<std::uint8_t>(serial));
    zone.first_seen = in_december + serial * std::chrono::hours(12);
    verified.push_back(encode(zone));
    ASSERT_TRUE(year.journal().say(entry::Kind::zone, verified.back()));
    zone.fault = "bogus";
    ASSERT_TRUE(year.journal().say(entry::Kind::zone, encode(zone)));
  }
  ASSERT_TRUE(year.journal().sync());
  year.stop();
  ASSERT_TRUE(year.turn());
  std::vector<Bytes> carried;
  for (const auto& each : entries_in(year.files(), year.state().log.layout)) {
    const auto entry = entry::decode(each);
    if (entry->kind != entry::Kind::zone) continue;
    carried.emplace_back(entry->body.begin(), entry->body.end());
  }
  verified.erase(verified.begin(), verified.begin() + window::RecentZones::zones_max);
  EXPECT_EQ(carried, verified);
}

TEST(Turn, CarriesOverEachWordInItsOwnBytesAndOfWhatIsReplacedTheNewest) {
  Year year(2);
  auto& journal = year.journal();
  const auto key = crypto::SigningKey::from_seed({7});
  const record::OptOut wish{.name_of_operator = "Registry",
                            .key = key.public_key(),
                            .addresses = {*plan::address_from("192.0.2.7")},
                            .queries_per_second = 1,
                            .from = in_december,
                            .until = in_january};
  const auto word = sign(wish, key);
  const auto policy = [](Duration embargo) {
    record::PayloadPolicy said;
    said.embargo = embargo;
    return encode(record::SaidPayloadPolicy{said, in_december});
  };
  ASSERT_TRUE(journal.say(entry::Kind::payload_policy, policy(std::chrono::hours(1))));
  ASSERT_TRUE(journal.say(entry::Kind::opt_out, word));
  ASSERT_TRUE(journal.say(entry::Kind::payload_policy, policy(std::chrono::hours(2))));
  ASSERT_TRUE(journal.sync());
  year.stop();
  ASSERT_TRUE(year.turn());
  const auto entries = entries_in(year.files(), year.state().log.layout);
  const auto old_policy = policy(std::chrono::hours(1));
  const auto new_policy = policy(std::chrono::hours(2));
  EXPECT_THAT(entries,
              IsSupersetOf({entry::encode({entry::Kind::opt_out, word}),
                            entry::encode({entry::Kind::payload_policy, new_policy})}));
  EXPECT_THAT(entries, Not(Contains(entry::encode({entry::Kind::payload_policy, old_policy}))));
}

TEST(Turn, LeavesEachProbeWhereItsChainStoodAndItsReceiptsWithTheLogThatGaveThem) {
  Year year(3);
  auto chains = year.journal().chains();
  year.stop();
  ASSERT_TRUE(year.turn());
  const auto rebuilt = start(year.files());
  ASSERT_TRUE(rebuilt) << rebuilt.error().text;
  EXPECT_TRUE(rebuilt->ingest.chains == chains);
}

TEST(Turn, KnowsTheTargetSetsThatWereInUse) {
  Year year(4);
  ScriptedProbe probe("se-1", 77);
  const auto batch = tld_batch(probe, year.journal().now());
  ASSERT_TRUE(year.journal().admit(batch) && year.journal().sync());
  year.stop();
  ASSERT_TRUE(year.turn());
  const auto rebuilt = start(year.files());
  ASSERT_TRUE(rebuilt) << rebuilt.error().text;
  EXPECT_TRUE(rebuilt->history.targets.knows(batch.envelope.envelope().target_set));
}

TEST(Turn, IsToTheLastLogThatWasToBeginByNow) {
  Year year(5);
  const auto state = year.state();
  EXPECT_FALSE(next_log(state, year.announced(), in_january - std::chrono::nanoseconds(1)));
  EXPECT_EQ(next_log(state, year.announced(), in_january), year.next());
  const auto later = *from_rfc3339("2028-05-01T00:00:00Z");
  EXPECT_EQ(next_log(state, year.announced(), later)->origin, "geneva.example/log/2028");
  year.stop();
  ASSERT_TRUE(year.turn());
  EXPECT_FALSE(next_log(year.state(), year.announced(), in_january)) << "there it is already";
  EXPECT_TRUE(next_log(year.state(), year.announced(), later));
  EXPECT_FALSE(next_log(year.state(), year.announced(), in_december)) << "never back";
}

TEST(Turn, IsToNoLogWhoseKeyIsAnother) {
  Year year(6);
  const auto pem = crypto::SigningKey::from_seed({9}).to_pem();
  year.files().bytes(layout.log_of(2027).key()) = Bytes(as_bytes(pem).begin(), as_bytes(pem).end());
  year.stop();
  EXPECT_FALSE(year.turn());
  EXPECT_EQ(year.state().log.origin, "geneva.example/log");
}

TEST(Turn, NeverTouchesAJournalOfWhichSomethingWasSigned) {
  Year year(7);
  year.stop();
  ASSERT_TRUE(year.turn());
  const auto next = year.state().log;
  Ledger ledger(year.files(), places_of(next.layout), next.origin, next.key);
  ASSERT_TRUE(ledger.open(entries_in(year.files(), next.layout).size()));
  ASSERT_TRUE(year.files().remove(layout.years()));  // somebody put back an older copy
  const auto again = year.turn();
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().text, testing::HasSubstr("has begun before"));
  expect_ended(year.files(), next);
}

// The old log grows on by a plan, as a collector that goes on would let it.
void go_on(durable::FileSystem& files) {
  auto journal = durable::Journal::open(files, layout.first_log().journal());
  ASSERT_TRUE(journal) << journal.error().text;
  auto plan = plan::watch();
  plan.name = "later";
  const auto object = record::encode_plan(plan);
  const auto body = encode(entry::refer_to(object));
  ASSERT_TRUE(journal->append(entry::encode_journal_record({{entry::Kind::plan, body}, object})));
  ASSERT_TRUE(journal->sync());
}

bool has_plan(const std::vector<Bytes>& entries, const std::string& name) {
  auto plan = plan::watch();
  plan.name = name;
  const auto body = encode(entry::refer_to(record::encode_plan(plan)));
  return std::ranges::count(entries, entry::encode({entry::Kind::plan, body})) > 0;
}

enum class Failure { power_lost, disk_failed };

class StoppedTurn : public testing::TestWithParam<Failure> {};

// One of two, whole; and the next turn is a turn.
TEST_P(StoppedTurn, LeavesTheOldLogOrTheNextOneWhereverItHappened) {
  Year whole(8);
  whole.stop();
  const auto before = whole.files().steps();
  ASSERT_TRUE(whole.turn());
  const auto steps = whole.files().steps() - before;
  const auto expected = entries_in(whole.files(), whole.state().log.layout).size();
  std::size_t stopped = 0;
  for (std::size_t n = 0; n <= steps; ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    Year year(8);
    auto& files = year.files();
    year.stop();
    files.fail_from(n, std::errc::io_error);
    const auto done = year.turn();
    GetParam() == Failure::power_lost ? files.crash() : files.heal();
    const auto found = start(files);
    ASSERT_TRUE(found) << found.error().text;
    if (done) {
      EXPECT_EQ(year.state().log.origin, "geneva.example/log/2027");
    }
    if (year.state().ended.empty()) {
      ++stopped;
      ASSERT_NO_FATAL_FAILURE(go_on(files));
      const auto again = year.turn();
      ASSERT_TRUE(again) << again.error().text;
      EXPECT_TRUE(has_plan(entries_in(files, year.state().log.layout), "later"));
    } else {
      EXPECT_EQ(entries_in(files, year.state().log.layout).size(), expected);
    }
    files.crash();
    const auto state = year.state();
    EXPECT_EQ(state.log.origin, "geneva.example/log/2027");
    ASSERT_NO_FATAL_FAILURE(expect_ended(files, state.ended.at(0)));
    const auto rebuilt = start(files);
    ASSERT_TRUE(rebuilt) << rebuilt.error().text;
  }
  EXPECT_GT(stopped, steps / 2);
  EXPECT_LE(stopped, steps);
}

INSTANTIATE_TEST_SUITE_P(, StoppedTurn, testing::Values(Failure::power_lost, Failure::disk_failed));

}  // namespace
}  // namespace tocsin::collector
