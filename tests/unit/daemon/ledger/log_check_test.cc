#include "daemon/ledger/log_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/durable/real_file_system.h"
#include "daemon/ledger/log_rebuild.h"
#include "tests/support/durable/killing_file_system.h"
#include "tests/support/process/scratch_folder.h"
#include "tests/unit/daemon/ledger/growing_log.h"

namespace tocsin::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

LogFindings checked(durable::FileSystem& files, const LedgerPlaces& where = places) {
  const auto found = check_log(files, where, origin, log_key().public_key());
  EXPECT_TRUE(found) << found.error().text;
  return found.value_or(LogFindings());
}

struct CheckedLog : testing::Test {
  durable::FaultyFileSystem files;

  void SetUp() override { ASSERT_TRUE(ledger_on(files).open(append_until(files, 600))); }
  void take_committed(durable::FileSystem& by) {
    ASSERT_TRUE(durable::write_atomically(
        by, places.committed, files.bytes(places.committed), durable::Privacy::owner_only));
  }
};

TEST_F(CheckedLog, IsWhatTheJournalMakesIt) {
  const auto found = checked(files);
  EXPECT_EQ(found.signed_tree, head_over(600));
  EXPECT_TRUE(found.journal_is_signed);
  EXPECT_THAT(found.wrong_files, IsEmpty());
}

TEST_F(CheckedLog, LooksNoFurtherThanWhatWasSigned) {
  append_until(files, 700);
  const auto found = checked(files);
  EXPECT_EQ(found.signed_tree.size, 600U);
  EXPECT_THAT(found.wrong_files, IsEmpty());
}

TEST_F(CheckedLog, NamesEachFileThatIsDamagedOrMissing) {
  for (const std::string path : {"tile/0/000",
                                 "tile/0/002.p/88",
                                 "tile/1/000.p/2",
                                 "tile/entries/001",
                                 "tile/entries/002.p/88",
                                 "checkpoint"}) {
    const auto place = places.log / path;
    const auto good = files.bytes(place);
    files.bytes(place)[5] ^= 1;
    EXPECT_THAT(checked(files).wrong_files, ElementsAre(path));
    ASSERT_TRUE(files.remove(place));
    EXPECT_THAT(checked(files).wrong_files, ElementsAre(path));
    ASSERT_TRUE(durable::write_atomically(files, place, good, durable::Privacy::shared));
  }
}

TEST_F(CheckedLog, WhatWitnessesHaveSignedMustBeOneOfItsTrees) {
  const auto cosigned = [&](std::uint64_t size, const tlog::TreeHead& tree) {
    const auto text = tlog::encode(tlog::Checkpoint{origin, {size, tree.root}});
    const auto note = tlog::encode(tlog::Note{text, {tlog::sign_note(origin, log_key(), text)}});
    EXPECT_TRUE(LogFolder(files, places.log).publish_cosigned(note));
    return checked(files).wrong_files;
  };
  EXPECT_THAT(cosigned(0, head_over(0)), IsEmpty());
  EXPECT_THAT(cosigned(600, head_over(600)), IsEmpty());
  EXPECT_THAT(cosigned(599, head_over(599)), IsEmpty());
  EXPECT_THAT(cosigned(599, head_over(598)), ElementsAre("cosigned"));
  EXPECT_THAT(cosigned(601, head_over(601)), ElementsAre("cosigned"));
}

TEST_F(CheckedLog, AnotherJournalIsNotTheOneThatWasSigned) {
  durable::FaultyFileSystem other;
  auto journal = *durable::Journal::open(other, places.journal);
  for (int i = 0; i < 600; ++i) {
    const entry::JournalRecord record{{entry::Kind::opt_out, as_bytes("forged")}};
    ASSERT_TRUE(journal.append(entry::encode_journal_record(record)));
  }
  ASSERT_TRUE(journal.sync());
  take_committed(other);
  EXPECT_FALSE(checked(other).journal_is_signed);
  // And no log is made of it.
  const auto made = rebuild_log(other, places, origin, log_key());
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().text.find("is not what was signed"), std::string::npos);
  EXPECT_FALSE(other.exists("/log.rebuilt/checkpoint"));
}

TEST_F(CheckedLog, AJournalThatIsTooShortCannotBeCompared) {
  durable::FaultyFileSystem other;
  append_until(other, 10);
  take_committed(other);
  EXPECT_FALSE(check_log(other, places, origin, log_key().public_key()));
}

TEST_F(CheckedLog, ACheckpointOfAnotherKeyCannotBeCompared) {
  const auto stranger = crypto::SigningKey::from_seed({8}).public_key();
  EXPECT_FALSE(check_log(files, places, origin, stranger));
}

// On the real disk, because folders are moved.
struct RebuiltLog : testing::Test {
  test::ScratchFolder scratch;
  LedgerPlaces where{
      scratch.path() / "journal", scratch.path() / "committed", scratch.path() / "log"};
  std::unique_ptr<durable::FileSystem> files = durable::real_file_system();

  void SetUp() override {
    Ledger ledger(*files, where, origin, log_key());
    const auto opened = ledger.open(append_until(*files, 260, where.journal));
    ASSERT_TRUE(opened) << opened.error().text;
  }
};

TEST_F(RebuiltLog, IsTheOneThatWasLost) {
  std::filesystem::remove_all(where.log);
  const auto made = rebuild_log(*files, where, origin, log_key());
  ASSERT_TRUE(made) << made.error().text;
  EXPECT_THAT(checked(*files, where).wrong_files, IsEmpty());
  EXPECT_FALSE(files->exists(scratch.path() / "committed.rebuilt"));
  EXPECT_FALSE(files->exists(scratch.path() / "log.rebuilt"));
}

TEST_F(RebuiltLog, ReplacesADamagedOneAndKeepsIt) {
  std::filesystem::resize_file(where.log / "tile" / "0" / "000", 100);
  ASSERT_TRUE(rebuild_log(*files, where, origin, log_key()));
  EXPECT_THAT(checked(*files, where).wrong_files, IsEmpty());
  const auto kept = scratch.path() / "log.replaced" / "tile" / "0" / "000";
  EXPECT_EQ(std::filesystem::file_size(kept), 100U);
  ASSERT_TRUE(rebuild_log(*files, where, origin, log_key()));
  EXPECT_EQ(std::filesystem::file_size(kept), 8192U);
  Ledger ledger(*files, where, origin, log_key());
  EXPECT_TRUE(ledger.open(append_until(*files, 261, where.journal)));
}

// Killed at whichever change to the disk: the next attempt makes the whole log.
TEST_F(RebuiltLog, IsMadeAfterACrashAtAnyStep) {
  bool ended = false;
  for (std::size_t n = 0; !ended; ++n) {
    std::filesystem::remove_all(where.log / "tile" / "1");
    const auto child = ::fork();
    if (child == 0) {
      const auto killed = durable::files_that_kill_at(n);
      ::_exit(rebuild_log(*killed, where, origin, log_key()) ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ended = WIFEXITED(status);
    ASSERT_TRUE(!ended || WEXITSTATUS(status) == 0);
    const auto made = rebuild_log(*files, where, origin, log_key());
    ASSERT_TRUE(made) << "step " << n << ": " << made.error().text;
    ASSERT_THAT(checked(*files, where).wrong_files, IsEmpty()) << "step " << n;
  }
}

}  // namespace
}  // namespace tocsin::collector
