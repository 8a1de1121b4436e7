#include "probes/spool/spool.h"

#include "core/crypto/sha256.h"
#include "tests/unit/probes/spool/spool_harness.h"

namespace tocsin::probe {
namespace {

using durable::FaultyFileSystem;
using Numbers = std::vector<std::uint64_t>;

TEST(Spool, GivesEachNumberOnceFromZero) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  EXPECT_EQ(spool->next(), 0U);
  EXPECT_EQ(spool->next(), 1U);
  spool.reset();
  EXPECT_EQ(opened(files, options())->next(), 2U);
}

TEST(Spool, KeepsItsIncarnation) {
  FaultyFileSystem files;
  ASSERT_TRUE(Spool::open(files, options(), 5));
  EXPECT_EQ((*Spool::open(files, options(), 6))->incarnation(), 5U);
}

TEST(Spool, GivesTheNewestFirstAndTheBacklogBehind) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  add_many(*spool, 5);
  EXPECT_EQ(waiting(*spool), (Numbers{4, 3, 2, 1, 0}));
  spool->acknowledge("geneva", 4);
  spool->acknowledge("geneva", 2);
  EXPECT_EQ(waiting(*spool), (Numbers{3, 1, 0}));
  EXPECT_EQ(*spool->read(3), batch_of(3));
}

TEST(Spool, ForgetsABatchOnlyWhenEveryCollectorHasIt) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva", "nairobi"}));
  add_many(*spool, 2);
  spool->acknowledge("geneva", 0);
  EXPECT_EQ(spool->batches(), 2U);
  EXPECT_EQ(waiting(*spool, "geneva"), (Numbers{1}));
  EXPECT_EQ(waiting(*spool, "nairobi"), (Numbers{1, 0}));
  spool->acknowledge("nairobi", 0);
  EXPECT_EQ(spool->batches(), 1U);
  EXPECT_EQ(spool->counts().delivered, 1U);
  EXPECT_TRUE(spool->gaps_to_tell().empty());
}

TEST(Spool, RemovesFilesOfWhatItForgot) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  add_many(*spool, 3);
  for (const std::uint64_t n : {0, 1, 2}) spool->acknowledge("geneva", n);
  ASSERT_TRUE(spool->flush());
  EXPECT_TRUE(files.list("/spool/batches")->empty());
  EXPECT_EQ(spool->bytes(), 0U);
}

TEST(Spool, KeepsEverythingWhereNoCollectorIsConfigured) {
  FaultyFileSystem files;
  auto spool = opened(files, options({}));
  add_many(*spool, 3);
  spool.reset();
  EXPECT_EQ(opened(files, options({}))->batches(), 3U);
}

TEST(Spool, GivesANewCollectorWhatIsStillThere) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva", "nairobi"}));
  add_many(*spool, 3);
  spool->acknowledge("geneva", 2);
  spool->acknowledge("nairobi", 2);
  spool->acknowledge("geneva", 1);
  ASSERT_TRUE(spool->flush());
  spool.reset();
  EXPECT_EQ(waiting(*opened(files, options({"geneva", "apia"})), "apia"), (Numbers{1, 0}));
}

TEST(Spool, ForgetsWhatOnlyADroppedCollectorWaitedFor) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva", "nairobi"}));
  add_many(*spool, 2);
  spool->acknowledge("geneva", 0);
  ASSERT_TRUE(spool->flush());
  spool.reset();
  EXPECT_EQ(opened(files, options({"geneva"}))->batches(), 1U);
}

TEST(Spool, ChainsToTheNewestEnvelopeAlsoAfterAStart) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  EXPECT_EQ(spool->last_envelope(), Digest{});
  add_many(*spool, 3);
  const auto expected = crypto::sha256(batch_of(2).envelope);
  EXPECT_EQ(spool->last_envelope(), expected);
  spool.reset();
  EXPECT_EQ(opened(files, options())->last_envelope(), expected);
}

TEST(Spool, TellsOfANumberThatNeverClosed) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  add_next(*spool);
  ASSERT_TRUE(spool->next());
  spool.reset();
  spool = opened(files, options());
  EXPECT_EQ(spool->gaps_to_tell(), (GapList{{1, 1, GapReason::never_closed}}));
  add_next(*spool);
  EXPECT_TRUE(spool->gaps_to_tell().empty());
}

TEST(Spool, TellsAGapAgainWhenTheBatchThatToldItIsLost) {
  FaultyFileSystem files;
  const auto small = options({"geneva", "dead"}, 4 * 4096);
  auto spool = opened(files, small);
  add_next(*spool);
  ASSERT_EQ(spool->next(), 1U);  // never closes
  spool.reset();
  spool = opened(files, small);
  add_many(*spool, 3);  // 2 tells of it
  spool->acknowledge("geneva", 2);
  add_next(*spool);  // 2 makes room
  EXPECT_EQ(spool->gaps_to_tell(),
            (GapList{{1, 1, GapReason::never_closed}, {2, 2, GapReason::acknowledged_elsewhere}}));
}

TEST(Spool, ThinsWhenItWouldGrowBeyondItsLimit) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva"}, 10 * 4096));
  add_many(*spool, 30);
  EXPECT_LE(spool->bytes(), 10U * 4096);
  EXPECT_EQ(waiting(*spool).front(), 29U);
  EXPECT_EQ(waiting(*spool).back(), 0U);
  EXPECT_EQ(spool->counts().thinned, 30U - spool->batches());
}

TEST(Spool, LetsGoOfTldBatchesBeforeRootBatches) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva"}, 10 * 4096));
  add_many(*spool, 5, Importance::tld);
  add_many(*spool, 8);
  for (const auto n : {5U, 6U, 7U, 8U, 9U, 10U, 11U, 12U}) EXPECT_TRUE(spool->read(n)) << n;
}

TEST(Spool, LetsGoOfWhatACollectorHoldsBeforeItThins) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva", "dead"}, 10 * 4096));
  add_many(*spool, 10);
  for (const std::uint64_t n : {4, 5, 6}) spool->acknowledge("geneva", n);
  add_many(*spool, 3);
  EXPECT_EQ(spool->counts().acknowledged_elsewhere, 3U);
  EXPECT_EQ(spool->counts().thinned, 0U);
  EXPECT_EQ(waiting(*spool, "geneva").size(), 10U);
}

TEST(Spool, MakesADamagedBatchAGap) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  add_many(*spool, 3);
  files.bytes("/spool/batches/00000000000000000001-root.batch")[100] ^= 1;
  EXPECT_FALSE(spool->read(1));
  EXPECT_EQ(spool->gaps_to_tell(), (GapList{{1, 1, GapReason::unreadable}}));
  EXPECT_EQ(waiting(*spool), (Numbers{2, 0}));
}

TEST(Spool, PutsARefusedBatchAsideAndGoesOn) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva", "nairobi"}));
  add_many(*spool, 2);
  spool->refuse({"geneva", 403, {'n', 'o'}}, 1);
  EXPECT_EQ(waiting(*spool, "geneva"), (Numbers{0}));
  EXPECT_EQ(waiting(*spool, "nairobi"), (Numbers{1, 0}));
  EXPECT_EQ(spool->gaps_to_tell(), (GapList{{1, 1, GapReason::refused}}));
  EXPECT_EQ(*files.list("/spool/refused"),
            (std::vector<std::string>{"00000000000000000001-403-geneva.batch",
                                      "00000000000000000001-403-geneva.problem",
                                      "00000000000000000001-403-geneva.when"}));
}

TEST(Spool, KeepsEvidenceLongestAmongTheRefused) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  add_many(*spool, 8);
  for (std::uint64_t n = 0; n < 8; ++n) spool->refuse({"geneva", n < 2 ? 409U : 400U, {}}, n);
  Numbers kept;
  const auto names = files.list("/spool/refused");
  for (const auto& name : *names) {
    if (name.ends_with(".batch")) kept.push_back(std::stoull(name.substr(0, 20)));
  }
  EXPECT_EQ(kept, (Numbers{0, 1, 6, 7}));
  EXPECT_EQ(names->size(), 3 * kept.size());
}

TEST(Spool, CountsARefusalAsNoAcknowledgement) {
  FaultyFileSystem files;
  auto spool = opened(files, options({"geneva", "dead"}, 4 * 4096));
  add_many(*spool, 4);
  spool->refuse({"geneva", 400, {}}, 1);
  add_many(*spool, 1);
  EXPECT_EQ(spool->counts().acknowledged_elsewhere, 0U);
  EXPECT_GT(spool->counts().thinned, 0U);
}

TEST(Spool, IsLockedForOneProcess) {
  FaultyFileSystem files;
  const auto spool = opened(files, options());
  EXPECT_FALSE(Spool::open(files, options(), incarnation));
}

TEST(Spool, DoesNotStartOnADamagedOrMissingState) {
  FaultyFileSystem files;
  add_many(*opened(files, options()), 2);
  files.bytes("/spool/state").back() ^= 1;
  EXPECT_FALSE(Spool::open(files, options(), incarnation));
  ASSERT_TRUE(files.remove("/spool/state"));
  EXPECT_FALSE(Spool::open(files, options(), incarnation));
}

TEST(Spool, RefusesACollectorNameThatIsNoFileName) {
  FaultyFileSystem files;
  for (const auto* name : {"", "../x", ".hidden", "a/b"}) {
    EXPECT_FALSE(Spool::open(files, options({name}), incarnation)) << name;
  }
}

}  // namespace
}  // namespace tocsin::probe
