#include "core/durable/file_system.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/durable/real_file_system.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::durable {
namespace {

class RealFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "tocsin-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<FileSystem> files_ = real_file_system();
  FileSystem::Path folder_;
};

TEST_F(RealFiles, AppendAtTheEndAndReadFromAnywhere) {
  auto file = files_->create(folder_ / "a", Privacy::shared);
  ASSERT_TRUE(file);
  ASSERT_TRUE((*file)->append(as_bytes("hello ")));
  ASSERT_TRUE((*file)->append(as_bytes("world")));
  ASSERT_TRUE((*file)->sync());
  EXPECT_EQ(as_text(*(*file)->read(6, 100)), "world");
  EXPECT_EQ((*file)->read(100, 1)->size(), 0U);
}

TEST_F(RealFiles, AreCreatedOnceAndOwnerOnlyWhenPrivate) {
  ASSERT_TRUE(files_->create(folder_ / "key", Privacy::owner_only));
  struct stat status{};
  ASSERT_EQ(::stat((folder_ / "key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(files_->create(folder_ / "key", Privacy::shared).error().code, std::errc::file_exists);
}

TEST_F(RealFiles, SayWhatFailedOnWhatAndWhy) {
  const auto missing = files_->open(folder_ / "none");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, std::errc::no_such_file_or_directory);
  EXPECT_EQ(missing.error().text,
            "open " + (folder_ / "none").string() + ": No such file or directory");
}

TEST_F(RealFiles, LockAFolderForOneOwner) {
  const auto lock = files_->lock(folder_);
  ASSERT_TRUE(lock);
  EXPECT_FALSE(real_file_system()->lock(folder_));
}

TEST_F(RealFiles, ListNamesInOrderAndMakeFoldersWithTheirParents) {
  ASSERT_TRUE(files_->make_directory(folder_ / "x" / "y", Privacy::owner_only));
  ASSERT_TRUE(files_->create(folder_ / "b", Privacy::shared));
  EXPECT_EQ(*files_->list(folder_), (std::vector<std::string>{"b", "x"}));
  EXPECT_TRUE(files_->exists(folder_ / "x" / "y"));
}

TEST_F(RealFiles, RefuseToReadMoreThanAsked) {
  ASSERT_TRUE(write_atomically(*files_, folder_ / "f", as_bytes("12345"), Privacy::shared));
  EXPECT_TRUE(read_whole(*files_, folder_ / "f", 5));
  EXPECT_EQ(read_whole(*files_, folder_ / "f", 4).error().code, std::errc::file_too_large);
}

TEST(AtomicWrite, LeavesTheOldBytesOrTheNewAtEveryFailureAndCrash) {
  for (std::size_t n = 0; n < 8; ++n) {
    for (unsigned seed = 0; seed < 20; ++seed) {
      FaultyFileSystem files(seed);
      ASSERT_TRUE(write_atomically(files, "/d/f", as_bytes("old"), Privacy::shared));
      files.fail_from(n, std::errc::io_error);
      const bool written{write_atomically(files, "/d/f", as_bytes("newer"), Privacy::shared)};
      files.crash();
      const auto bytes = read_whole(files, "/d/f", 100);
      ASSERT_TRUE(bytes) << "step " << n << " seed " << seed;
      const auto text = as_text(*bytes);
      EXPECT_TRUE(text == "newer" || (text == "old" && !written)) << text << " step " << n;
    }
  }
}

}  // namespace
}  // namespace tocsin::durable
