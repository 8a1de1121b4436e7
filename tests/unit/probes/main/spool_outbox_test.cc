#include "probes/main/spool_outbox.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/system/clock.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

constexpr ByteArray<16> this_boot{1};
constexpr Outbox::Collector geneva = 0;
constexpr Outbox::Collector nairobi = 1;
constexpr auto everything = std::numeric_limits<std::uint64_t>::max();

class SpoolOutboxTest : public testing::Test {
 protected:
  SpoolOutboxTest()
      : spool_(*Spool::open(files_, {.folder = "/spool", .collectors = names_}, 5)),
        outbox_(*spool_, names_, this_boot, clock_) {}

  void add(const ByteArray<16>& boot_id = this_boot) {
    Batch batch;
    batch.sequence = *spool_->next();
    batch.closed_at = {7s};
    batch.boot_id = boot_id;
    batch.envelope = {1, 2, 3};
    ASSERT_TRUE(spool_->add(batch));
  }

  std::optional<std::uint64_t> newest(Outbox::Collector collector) {
    const auto outgoing = outbox_.newest_for(collector, everything);
    if (!outgoing || !*outgoing) return std::nullopt;
    return (*outgoing)->sequence;
  }

  const std::vector<std::string> names_{"geneva", "nairobi"};
  const system::SystemClock clock_;
  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_;
  SpoolOutbox outbox_;
};

TEST_F(SpoolOutboxTest, GivesEachCollectorItsNewest) {
  add();
  add();
  ASSERT_TRUE(outbox_.acknowledged(geneva, 1, {}));
  EXPECT_EQ(newest(geneva), 0U);
  EXPECT_EQ(newest(nairobi), 1U);
}

TEST_F(SpoolOutboxTest, HasNothingForACollectorThatHasEverything) {
  add();
  ASSERT_TRUE(outbox_.acknowledged(geneva, 0, {}));
  const auto outgoing = outbox_.newest_for(geneva, everything);
  ASSERT_TRUE(outgoing);
  EXPECT_FALSE(outgoing->has_value());
}

TEST_F(SpoolOutboxTest, PutsWhatACollectorRefusedAsideForItAlone) {
  add();
  ASSERT_TRUE(outbox_.refused(geneva, 0, {.status = 403, .slug = "unknown-probe", .document = {}}));
  EXPECT_EQ(newest(geneva), std::nullopt);
  EXPECT_EQ(newest(nairobi), 0U);
}

TEST_F(SpoolOutboxTest, GoesOnBehindADamagedBatch) {
  add();
  add();
  files_.bytes("/spool/batches/00000000000000000001-root.batch").resize(10);
  EXPECT_EQ(newest(geneva), 0U);
  EXPECT_EQ(spool_->counts().unreadable, 1U);
}

TEST_F(SpoolOutboxTest, KnowsTheAgeOfThisBootsBatchesOnly) {
  add(ByteArray<16>{2});
  EXPECT_FALSE((*outbox_.newest_for(geneva, everything))->closed_at);
  add();
  EXPECT_EQ((*outbox_.newest_for(geneva, everything))->closed_at, MonotonicTime{7s});
}

}  // namespace
}  // namespace tocsin::probe
