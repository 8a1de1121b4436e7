// A failure and a loss of power at every single write of journal and sidecars: the next start knows
// what the records that are there say, one by one, and no sidecar is wrong.
#include <gtest/gtest.h>

#include "core/record/signed_acknowledgement.h"
#include "core/record/signed_envelope.h"
#include "daemon/main/rebuild.h"
#include "daemon/segments/journal_segments.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

constexpr std::uint64_t segment_bytes_max = 2500;

void admit(Chains& chains, std::uint64_t index, ByteView bytes) {
  const auto record = entry::decode_journal_record(bytes);
  if (!record || record->acknowledgement.empty()) return;
  const auto body = record->entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  const auto word = record::peek_acknowledgement(record->acknowledgement);
  const Receipt receipt{word->at, word->admission};
  const auto& claim = envelope->claim();
  chains.apply(claim, record::envelope_digest(body), receipt);
  chains.chain(claim.probe, claim.incarnation).logged(claim.sequence, index);
}

// Writes, syncs and follows until something fails.
void live_until_failure(durable::FileSystem& files, unsigned seed) {
  auto journal = MadeUpJournal::open(files, segment_bytes_max);
  if (!journal) return;
  JournalSegments segments(files, files, journal_folder, {}, Summarizer(0), 0);
  for (unsigned round = 0; round < 6; ++round) {
    if (!(*journal)->live(seed + round, 3) || !(*journal)->sync()) return;
    if (!segments.follow((*journal)->size())) return;
  }
}

Result<Rebuilt> start(durable::FileSystem& files) {
  const auto journal = durable::Journal::open(
      files, journal_folder, {.sealed = durable::SealedSegments::by_sidecar});
  if (!journal) return durable::fail(journal.error());
  return rebuild(files, journal_folder, journal->durable_below(), CountryKeys());
}

void expect_true_start(durable::FileSystem& files) {
  const auto known = start(files);
  ASSERT_TRUE(known) << known.error().text;
  Chains chains;
  const auto read = durable::read_journal(
      files, journal_folder, 0, [&](auto index, ByteView record) { admit(chains, index, record); });
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_TRUE(known->ingest.chains == chains);
  const auto sidecars = check_sidecars(files, journal_folder);
  EXPECT_EQ(sidecars->missing, 0U);
  EXPECT_TRUE(sidecars->wrong.empty());
}

class RebuildCrash : public testing::TestWithParam<unsigned> {};

TEST_P(RebuildCrash, KnowsWhatIsThereWhereverItHappened) {
  durable::FaultyFileSystem whole;
  live_until_failure(whole, GetParam());
  ASSERT_GE(sealed_segments(whole, journal_folder)->size(), 3U);
  for (std::size_t n = 0; n <= whole.steps(); ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    durable::FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    files.fail_from(n, std::errc::io_error);
    live_until_failure(files, GetParam());
    files.crash();
    ASSERT_NO_FATAL_FAILURE(expect_true_start(files));
  }
}

TEST_P(RebuildCrash, KnowsWhatIsThereWhereTheStartItselfWasStopped) {
  for (std::size_t n = 0; n < 30; ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    durable::FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    live_until_failure(files, GetParam());
    const auto segments = sealed_segments(files, journal_folder);
    for (const auto& segment : *segments) {
      ASSERT_TRUE(files.remove(durable::sidecar_path(journal_folder, segment.first)));
    }
    files.fail_from(n, std::errc::no_space_on_device);
    [[maybe_unused]] const auto stopped = start(files);
    files.crash();
    ASSERT_NO_FATAL_FAILURE(expect_true_start(files));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RebuildCrash, testing::Range(0U, 4U));

}  // namespace
}  // namespace tocsin::collector
