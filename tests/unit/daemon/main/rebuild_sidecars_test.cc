// What comes out of sidecars is what the records themselves say, whatever became of the sidecars.
#include <gtest/gtest.h>

#include "core/crypto/sha256.h"
#include "core/durable/journal_segment.h"
#include "core/durable/sidecar.h"
#include "core/entry/object.h"
#include "core/entry/zone_step_codec.h"
#include "core/record/plan_codec.h"
#include "daemon/main/rebuild.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/root/zone_entry.h"
#include "tests/unit/core/judge/world.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

constexpr WallTime noon{std::chrono::seconds(1787140800)};

void expect_same(const Rebuilt& rebuilt, const MadeUpJournal& journal) {
  EXPECT_TRUE(rebuilt.ingest.chains == journal.chains());
  EXPECT_EQ(rebuilt.batches, journal.leaves().size());
  EXPECT_EQ(rebuilt.evidence, journal.evidence());
  for (const auto& [digest, leaf] : journal.leaves()) {
    ASSERT_EQ(rebuilt.ingest.batches.find(digest), leaf);
  }
}

class RebuildSidecars : public testing::TestWithParam<unsigned> {
 protected:
  Result<Rebuilt> rebuilt() {
    return rebuild(files_, journal_folder, journal_->size(), CountryKeys());
  }
  std::vector<SegmentRange> sealed() { return *sealed_segments(files_, journal_folder); }
  Bytes& sidecar(std::uint64_t first) {
    return files_.bytes(durable::sidecar_path(journal_folder, first));
  }
  void live(int records) {
    ASSERT_TRUE(journal_->live(GetParam(), records));
    ASSERT_TRUE(journal_->sync());
  }

  durable::FaultyFileSystem files_;
  std::unique_ptr<MadeUpJournal> journal_ = *MadeUpJournal::open(files_);
};

TEST_P(RebuildSidecars, GivesTheSameWithoutWithSomeAndWithAllOfThem) {
  live(120);
  ASSERT_GE(sealed().size(), 5U);
  for (std::size_t missing = 0; missing < 3; ++missing) {
    const auto known = rebuilt();
    ASSERT_TRUE(known) << known.error().text;
    expect_same(*known, *journal_);
    ASSERT_TRUE(files_.remove(durable::sidecar_path(journal_folder, sealed()[2 * missing].first)));
  }
}

TEST_P(RebuildSidecars, WritesThoseThatAreMissingAndMendsThoseThatAreDamaged) {
  live(60);
  ASSERT_TRUE(rebuilt());
  sidecar(0).resize(100);
  sidecar(sealed()[1].first).back() ^= 1;  // of the objects, which no start reads
  ASSERT_TRUE(rebuilt());
  const auto found = check_sidecars(files_, journal_folder);
  EXPECT_EQ(found->missing, 0U);
  EXPECT_EQ(found->wrong.size(), 1U);
}

TEST_P(RebuildSidecars, GoesOnWhereAnEarlierStartWas) {
  live(40);
  ASSERT_TRUE(rebuilt());
  live(40);
  const auto known = rebuilt();
  ASSERT_TRUE(known) << known.error().text;
  expect_same(*known, *journal_);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RebuildSidecars, testing::Range(0U, 8U));

// A journal with nothing that a start reads in its segments.
class RebuildBatches : public testing::Test {
 protected:
  bool admit(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!journal_->admit(next())) return false;
    }
    return journal_->sync();
  }
  SentBatch next() { return probe_.next_with(noon, record::Payload()); }
  Result<Rebuilt> rebuilt() {
    return rebuild(files_, journal_folder, journal_->size(), CountryKeys());
  }

  durable::FaultyFileSystem files_;
  std::unique_ptr<MadeUpJournal> journal_ = *MadeUpJournal::open(files_, 100'000);
  ScriptedProbe probe_{"no-1", 1};
};

TEST_F(RebuildBatches, ReadsNoSealedSegmentWhoseSidecarIsThere) {
  ASSERT_TRUE(admit(300));
  ASSERT_TRUE(rebuilt());
  const auto end = durable::Sidecar::open(files_, journal_folder, 0)->end();
  auto& segment = files_.bytes(journal_folder / durable::segment_name(0));
  std::fill(segment.begin() + 16, segment.begin() + static_cast<std::ptrdiff_t>(end.last_at), 0);
  const auto known = rebuilt();
  ASSERT_TRUE(known) << known.error().text;
  expect_same(*known, *journal_);
}

// What the oldest segments have of links is not read, and not missed.
TEST_F(RebuildBatches, RemembersTheNewestOfEachChain) {
  ASSERT_TRUE(admit(700));
  const auto late = next();
  ASSERT_TRUE(admit(remembered_sequences_max));
  ASSERT_TRUE(journal_->admit(late));  // older than what is remembered
  ASSERT_TRUE(journal_->sync());
  for (int start = 0; start < 2; ++start) {
    const auto known = rebuilt();
    ASSERT_TRUE(known) << known.error().text;
    ASSERT_GE(known->sealed.size(), 5U);
    expect_same(*known, *journal_);
  }
}

class RebuildObjects : public RebuildBatches {
 protected:
  // In a segment of its own.
  void say(entry::Kind kind, const Bytes& body, const Bytes& object) {
    ASSERT_TRUE(journal_->say(kind, body, object));
    ASSERT_TRUE(admit(150));
  }
  void say_zone(std::uint32_t serial, const Bytes& object) {
    record::ZoneVersion version;
    version.serial = serial;
    version.zone = {static_cast<std::uint8_t>(serial)};
    version.object = crypto::sha256(object);
    version.object_bytes = object.size();
    version.first_seen = noon;
    version.server = {plan::Family::v4, {192, 0, 2, 1}};
    say(entry::Kind::zone, record::encode(version), object);
  }
  void say_plan(Duration every) {
    auto plan = plan::watch();
    plan.measures[0].udp_every = every;
    const auto object = record::encode_plan(plan);
    say(entry::Kind::plan, encode(entry::refer_to(object)), object);
  }
  void say_step(std::uint32_t after) {
    const zone::ZoneStep step{
        .before = after - 1, .after = after, .first_seen = noon, .changes = {}};
    const auto object = entry::encode(step);
    say(entry::Kind::zone_step, encode(entry::refer_to(object)), object);
  }
};

TEST_F(RebuildObjects, AreThoseThatWereSaidLast) {
  for (const std::uint8_t n : {1, 2, 3}) {
    say_zone(n, {n, n});
    say_plan(std::chrono::seconds(10 + n));
    say_step(n);
  }
  for (int start = 0; start < 2; ++start) {
    const auto known = rebuilt();
    ASSERT_TRUE(known) << known.error().text;
    ASSERT_GE(known->sealed.size(), 5U);
    EXPECT_EQ(known->zones.newest()->object, Bytes({3, 3}));
    EXPECT_EQ(known->zones.before()->object, Bytes({2, 2}));
    auto wanted = plan::watch();
    wanted.measures[0].udp_every = std::chrono::seconds(13);
    EXPECT_TRUE(known->plans.missing({wanted}).empty());
    EXPECT_EQ(known->zone_steps.taken(), 3U);
    EXPECT_TRUE(known->zone_steps.ends_with(2, 3));
  }
}

TEST_F(RebuildObjects, HaveTheZonesToJudgeBy) {
  using judge::test::text_of;
  for (const auto* name : {"old.zone", "new.zone"}) {
    const auto entry = test::zone_entry(text_of(name), judge::test::january());
    say(entry::Kind::zone, entry.body(), entry.object);
  }
  say_zone(1, {1, 2, 3});
  for (int start = 0; start < 2; ++start) {
    auto known = rebuilt();
    ASSERT_TRUE(known) << known.error().text;
    const auto anchors = zone::anchors_from(text_of("anchor.ds")).value();
    const auto zones = known->history.zones.candidates(anchors);
    ASSERT_EQ(zones.size(), 3U);
    EXPECT_EQ(zones[0].zone->serial(), 2026010100U);
    EXPECT_EQ(zones[1].zone->serial(), 2026010200U);
    EXPECT_EQ(zones[2].zone, nullptr);
  }
}

TEST_F(RebuildObjects, ThatAreDamagedAreSaidToBe) {
  say_zone(1, Bytes(500, 7));
  ASSERT_TRUE(rebuilt());
  files_.bytes(journal_folder / durable::segment_name(0))[400] ^= 1;
  EXPECT_NE(rebuilt().error().text.find("no whole record at byte 16"), std::string::npos);
}

}  // namespace
}  // namespace tocsin::collector
