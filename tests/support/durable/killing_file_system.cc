#include "tests/support/durable/killing_file_system.h"

#include <csignal>

#include "core/durable/real_file_system.h"

namespace tocsin::durable {
namespace {

using Path = FileSystem::Path;

class Countdown {
 public:
  explicit Countdown(std::size_t n) : left_(n) {}

  bool over() { return left_-- == 0; }
  void step() {
    if (over()) std::raise(SIGKILL);
  }

 private:
  std::size_t left_;
};

class KillingFile final : public File {
 public:
  KillingFile(std::unique_ptr<File> file, Countdown& countdown)
      : file_(std::move(file)), countdown_(countdown) {}

  FileStatus append(ByteView bytes) override {
    if (countdown_.over()) {
      (void)file_->append(bytes.first(bytes.size() / 2));
      std::raise(SIGKILL);
    }
    return file_->append(bytes);
  }
  FileStatus sync() override {
    countdown_.step();
    return file_->sync();
  }
  FileStatus truncate(std::uint64_t size) override {
    countdown_.step();
    return file_->truncate(size);
  }
  FileResult<Bytes> read(std::uint64_t offset, std::size_t count) const override {
    return file_->read(offset, count);
  }
  FileResult<std::uint64_t> size() const override { return file_->size(); }

 private:
  std::unique_ptr<File> file_;
  Countdown& countdown_;
};

class KillingFileSystem final : public FileSystem {
 public:
  explicit KillingFileSystem(std::size_t n) : countdown_(n) {}

  FileResult<std::unique_ptr<File>> open(const Path& path) override {
    return counted(files_->open(path));
  }
  FileResult<std::unique_ptr<File>> create(const Path& path, Privacy privacy) override {
    countdown_.step();
    return counted(files_->create(path, privacy));
  }
  FileStatus rename(const Path& from, const Path& to) override {
    countdown_.step();
    return files_->rename(from, to);
  }
  FileStatus remove(const Path& path) override {
    countdown_.step();
    return files_->remove(path);
  }
  FileStatus make_directory(const Path& path, Privacy privacy) override {
    countdown_.step();
    return files_->make_directory(path, privacy);
  }
  FileStatus remove_directory(const Path& path) override {
    countdown_.step();
    return files_->remove_directory(path);
  }
  FileStatus sync_directory(const Path& path) override {
    countdown_.step();
    return files_->sync_directory(path);
  }
  FileResult<std::vector<std::string>> list(const Path& path) override {
    return files_->list(path);
  }
  bool exists(const Path& path) override { return files_->exists(path); }
  FileResult<std::uint64_t> free_bytes(const Path& path) override {
    return files_->free_bytes(path);
  }
  FileResult<std::unique_ptr<DirectoryLock>> lock(const Path& directory) override {
    return files_->lock(directory);
  }

 private:
  FileResult<std::unique_ptr<File>> counted(FileResult<std::unique_ptr<File>> file) {
    if (!file) return file;
    return std::make_unique<KillingFile>(std::move(*file), countdown_);
  }

  Countdown countdown_;
  std::unique_ptr<FileSystem> files_ = real_file_system();
};

}  // namespace

std::unique_ptr<FileSystem> files_that_kill_at(std::size_t n) {
  return std::make_unique<KillingFileSystem>(n);
}

}  // namespace tocsin::durable
