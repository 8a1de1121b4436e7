#include "core/durable/journal_reader.h"

#include <gtest/gtest.h>

#include "core/durable/journal_segment.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::durable {
namespace {

const FileSystem::Path folder = "/journal";

Bytes record_number(std::uint64_t index, std::size_t size = 20) {
  auto bytes = Bytes(size, static_cast<std::uint8_t>(index));
  append_be64(bytes, index);
  return bytes;
}

class Following : public testing::Test {
 protected:
  // Segments of some three records.
  Following() : journal_(Journal::open(files_, folder, {.segment_bytes_max = 200}).value()) {}

  void write(std::size_t count, std::size_t size = 20) {
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_TRUE(journal_.append(record_number(journal_.next_index(), size)));
    }
    ASSERT_TRUE(journal_.sync());
  }

  // What is read is what was written, in order.
  FileStatus follow(JournalReader& reader, std::uint64_t below) {
    auto expected = reader.next();
    return reader.read(below, [&](std::uint64_t index, ByteView record) {
      EXPECT_EQ(index, expected++);
      EXPECT_TRUE(equal(record.last(8), ByteView(record_number(index)).last(8)));
    });
  }

  FaultyFileSystem files_;
  Journal journal_;
};

TEST_F(Following, ReadsEachRecordOnceWhileTheJournalGrows) {
  JournalReader reader(files_, folder, 0);
  for (std::uint64_t below = 1; below <= 20; ++below) {
    write(1);
    ASSERT_TRUE(follow(reader, below));
    EXPECT_EQ(reader.next(), below);
  }
}

TEST_F(Following, BeginsAnywhere) {
  write(20);
  for (std::uint64_t first = 0; first < 20; ++first) {
    JournalReader reader(files_, folder, first);
    ASSERT_TRUE(follow(reader, 20)) << first;
    EXPECT_EQ(reader.next(), 20);
  }
}

TEST_F(Following, ReadsNothingThatItIsNotToldOf) {
  write(5);
  JournalReader reader(files_, folder, 0);
  EXPECT_TRUE(follow(reader, 0));
  EXPECT_TRUE(follow(reader, 3));
  EXPECT_EQ(reader.next(), 3);
}

TEST_F(Following, TakesRecordsLongerThanItsUsualRead) {
  write(1, 3'000'000);
  write(2);
  JournalReader reader(files_, folder, 0);
  EXPECT_TRUE(follow(reader, 3));
}

TEST_F(Following, SaysThatARecordIsNotThere) {
  JournalReader nothing(files_, folder, 0);
  EXPECT_FALSE(follow(nothing, 1));
  write(5);
  JournalReader reader(files_, folder, 0);
  EXPECT_FALSE(follow(reader, 6));
  EXPECT_EQ(reader.next(), 5);
}

TEST_F(Following, SaysThatARecordIsDamaged) {
  write(2);
  files_.bytes(folder / segment_name(0)).back() ^= 1;
  JournalReader reader(files_, folder, 0);
  EXPECT_FALSE(follow(reader, 2));
  EXPECT_EQ(reader.next(), 1);
}

}  // namespace
}  // namespace tocsin::durable
