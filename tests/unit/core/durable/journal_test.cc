#include "core/durable/journal.h"

#include <gtest/gtest.h>

#include "core/durable/journal_segment.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::durable {
namespace {

const FileSystem::Path folder = "/journal";

Journal opened(FileSystem& files, JournalOptions options = {}) {
  auto journal = Journal::open(files, folder, options);
  EXPECT_TRUE(journal) << journal.error().text;
  return std::move(*journal);
}

std::vector<std::string> records(FileSystem& files, std::uint64_t first = 0) {
  std::vector<std::string> texts;
  const auto read = read_journal(files, folder, first, [&](std::uint64_t index, ByteView record) {
    EXPECT_EQ(index, first + texts.size());
    texts.emplace_back(as_text(record));
  });
  EXPECT_TRUE(read);
  return texts;
}

void append_and_sync(Journal& journal, std::initializer_list<std::string_view> texts) {
  for (const auto text : texts) ASSERT_TRUE(journal.append(as_bytes(text)));
  ASSERT_TRUE(journal.sync());
}

using Texts = std::vector<std::string>;

TEST(Journal, GivesBackItsRecordsInOrderAfterItIsOpenedAgain) {
  FaultyFileSystem files;
  {
    auto journal = opened(files);
    append_and_sync(journal, {"a", "", "c"});
  }
  auto journal = opened(files);
  EXPECT_EQ(journal.next_index(), 3U);
  EXPECT_EQ(journal.recovery().records, 3U);
  append_and_sync(journal, {"d"});
  EXPECT_EQ(records(files), (Texts{"a", "", "c", "d"}));
  EXPECT_EQ(records(files, 2), (Texts{"c", "d"}));
}

// A process that was killed leaves it to the kernel, and who reads it afterwards builds on it.
TEST(Journal, KeepsWhatItFoundUnsyncedThroughALossOfPower) {
  FaultyFileSystem files;
  {
    auto journal = opened(files);
    append_and_sync(journal, {"synced"});
    ASSERT_TRUE(journal.append(as_bytes("left behind")));
  }
  {
    const auto journal = opened(files);
  }
  files.crash();
  EXPECT_EQ(records(files), (Texts{"synced", "left behind"}));
}

TEST(Journal, StartsANewSegmentWhenOneIsFull) {
  FaultyFileSystem files;
  auto journal = opened(files, {.segment_bytes_max = 100});
  append_and_sync(journal, {"0123456789012345678901234567890123456789", "second", "third"});
  EXPECT_GT(segments_in(files, folder)->size(), 1U);
  EXPECT_EQ(records(files, 1), (Texts{"second", "third"}));
}

TEST(Journal, GivesARecordBeyondTheSegmentSizeASegmentOfItsOwn) {
  FaultyFileSystem files;
  const std::string large(500, 'x');
  {
    auto journal = opened(files, {.segment_bytes_max = 100});
    append_and_sync(journal, {"a", large, "b"});
  }
  opened(files, {.segment_bytes_max = 100});
  EXPECT_EQ(records(files), (Texts{"a", large, "b"}));
}

TEST(Journal, IsLockedForOneOwner) {
  FaultyFileSystem files;
  const auto journal = opened(files);
  EXPECT_FALSE(Journal::open(files, folder));
}

TEST(Journal, CutsATornTailAndPutsItsBytesAside) {
  FaultyFileSystem files;
  {
    auto journal = opened(files);
    append_and_sync(journal, {"kept"});
    append_and_sync(journal, {"torn"});
  }
  auto& bytes = files.bytes(folder / segment_name(0));
  bytes.resize(bytes.size() - 1);
  const auto journal = opened(files);
  EXPECT_EQ(journal.next_index(), 1U);
  EXPECT_EQ(journal.recovery().torn_bytes, frame_size(4) - 1);
  EXPECT_EQ(files.bytes(journal.recovery().torn_bytes_in).size(), frame_size(4) - 1);
  EXPECT_EQ(records(files), (Texts{"kept"}));
}

TEST(Journal, RefusesToOpenWhenASyncedRecordIsDamaged) {
  FaultyFileSystem files;
  {
    auto journal = opened(files);
    append_and_sync(journal, {"first"});
    append_and_sync(journal, {"second"});  // says that the first was durable
  }
  files.bytes(folder / segment_name(0))[20] ^= 1;
  const auto journal = Journal::open(files, folder);
  ASSERT_FALSE(journal);
  EXPECT_NE(journal.error().text.find("record 0 is damaged"), std::string::npos);
}

TEST(Journal, RefusesToOpenWhenASealedSegmentIsDamagedOrMissing) {
  for (const bool missing : {false, true}) {
    FaultyFileSystem files;
    {
      auto journal = opened(files, {.segment_bytes_max = 50});
      append_and_sync(journal, {"first", "second", "third"});
    }
    const auto sealed = folder / segment_name(1);
    if (missing) {
      ASSERT_TRUE(files.remove(sealed));
    } else {
      files.bytes(sealed).pop_back();
    }
    EXPECT_FALSE(Journal::open(files, folder));
  }
}

TEST(Journal, IsUnusableAfterAFailedSync) {
  FaultyFileSystem files;
  auto journal = opened(files);
  append_and_sync(journal, {"a"});
  ASSERT_TRUE(journal.append(as_bytes("b")));
  files.fail_once(0, std::errc::io_error);
  EXPECT_FALSE(journal.sync());
  EXPECT_FALSE(journal.sync());
  EXPECT_FALSE(journal.append(as_bytes("c")));
  EXPECT_EQ(journal.durable_below(), 1U);
}

TEST(Journal, SaysThatTheDiskIsFull) {
  FaultyFileSystem files;
  auto journal = opened(files);
  files.fail_from(0, std::errc::no_space_on_device);
  EXPECT_EQ(journal.append(as_bytes("a")).error().code, std::errc::no_space_on_device);
}

}  // namespace
}  // namespace tocsin::durable
