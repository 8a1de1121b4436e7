// The spool's guarantee, held against a failure and a loss of power at every single write point.
#include <random>

#include "tests/unit/probes/spool/spool_harness.h"

namespace tocsin::probe {
namespace {

using durable::FaultyFileSystem;

// What somebody who watches from outside knows, across all crashes.
struct Ledger {
  std::uint64_t numbers = 0;             // the highest number given out, plus one
  std::set<std::uint64_t> added;         // add() said so
  std::set<std::uint64_t> acknowledged;  // by geneva, verified
  std::set<std::uint64_t> told;          // in a gap of an envelope that was added
};

// Lives as a probe does, until a write fails; deterministic in `seed`.
void live(FaultyFileSystem& files, const SpoolOptions& options, unsigned seed, Ledger& ledger) {
  auto opened = Spool::open(files, options, incarnation);
  if (!opened) return;
  auto& spool = **opened;
  std::mt19937 random(seed);
  for (int i = 0; i < 12; ++i) {
    const auto number = spool.next();
    if (!number) return;
    EXPECT_GE(*number, ledger.numbers) << "a number is given once";
    ledger.numbers = *number + 1;
    if (random() % 5 == 0) continue;  // never closes
    const auto gaps = spool.gaps_to_tell();
    if (!spool.add(batch_of(*number, Importance::root, gaps))) return;
    ledger.added.insert(*number);
    for (const auto& gap : gaps) {
      for (auto n = gap.first; n <= gap.last; ++n) ledger.told.insert(n);
    }
    if (random() % 2 == 0) continue;
    const auto newest = spool.newest_for("geneva");
    if (!newest || !spool.read(*newest)) return;
    spool.acknowledge("geneva", *newest);
    ledger.acknowledged.insert(*newest);
  }
  (void)spool.flush();
}

// Every number is kept as it was added, or acknowledged, or in a gap; and no gap is made up.
void expect_kept(FaultyFileSystem& files, const SpoolOptions& options, const Ledger& ledger) {
  auto spool = opened(files, options);
  ASSERT_TRUE(spool);
  std::set<std::uint64_t> kept;
  std::set<std::uint64_t> in_gaps = ledger.told;
  const auto note = [&](const std::vector<Gap>& gaps) {
    for (const auto& gap : gaps) {
      for (auto n = gap.first; n <= gap.last; ++n) in_gaps.insert(n);
    }
  };
  for (const auto n : waiting(*spool)) {
    const auto batch = spool->read(n);
    ASSERT_TRUE(batch) << batch.error().text;
    EXPECT_EQ(batch->envelope, batch_of(n).envelope);
    kept.insert(n);
    note(batch->gaps);
  }
  note(spool->gaps_to_tell());
  for (std::uint64_t n = 0; n < ledger.numbers; ++n) {
    const bool delivered = ledger.acknowledged.contains(n);
    EXPECT_TRUE(kept.contains(n) || delivered || in_gaps.contains(n)) << n << " is unaccounted for";
    if (spool->counts().thinned > 0) continue;
    EXPECT_FALSE(in_gaps.contains(n) && ledger.added.contains(n)) << n << " is not a gap";
  }
}

class SpoolCrash : public ::testing::TestWithParam<unsigned> {};

TEST_P(SpoolCrash, LosesNothingWhereverItHappens) {
  FaultyFileSystem whole;
  Ledger unused;
  live(whole, options(), GetParam(), unused);
  for (std::size_t n = 0; n <= whole.steps(); ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    Ledger ledger;
    files.fail_from(n, std::errc::io_error);
    live(files, options(), GetParam(), ledger);
    files.crash();
    live(files, options(), GetParam() + 1, ledger);
    files.crash();
    expect_kept(files, options(), ledger);
    if (HasFailure()) return;
  }
}

TEST_P(SpoolCrash, AccountsForEverythingUnderPressureToo) {
  const auto small = options({"geneva", "dead"}, 6 * 4096);
  FaultyFileSystem whole;
  Ledger unused;
  live(whole, small, GetParam(), unused);
  for (std::size_t n = 0; n <= whole.steps(); ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    Ledger ledger;
    files.fail_from(n, std::errc::io_error);
    live(files, small, GetParam(), ledger);
    files.crash();
    const auto spool = opened(files, small);
    ASSERT_TRUE(spool);
    EXPECT_LE(spool->bytes(), 6U * 4096);
    for (const auto number : waiting(*spool, "dead")) EXPECT_TRUE(spool->read(number)) << number;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SpoolCrash, ::testing::Range(0U, 10U));

}  // namespace
}  // namespace tocsin::probe
