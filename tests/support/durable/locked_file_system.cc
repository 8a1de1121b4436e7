#include "tests/support/durable/locked_file_system.h"

namespace tocsin::durable {
namespace {

class LockedFile final : public File {
 public:
  LockedFile(std::unique_ptr<File> file, std::mutex& mutex)
      : file_(std::move(file)), mutex_(mutex) {}
  ~LockedFile() override {
    const std::lock_guard lock(mutex_);
    file_.reset();
  }

  FileStatus append(ByteView bytes) override {
    const std::lock_guard lock(mutex_);
    return file_->append(bytes);
  }
  FileStatus sync() override {
    const std::lock_guard lock(mutex_);
    return file_->sync();
  }
  FileStatus truncate(std::uint64_t size) override {
    const std::lock_guard lock(mutex_);
    return file_->truncate(size);
  }
  FileResult<Bytes> read(std::uint64_t offset, std::size_t count) const override {
    const std::lock_guard lock(mutex_);
    return file_->read(offset, count);
  }
  FileResult<std::uint64_t> size() const override {
    const std::lock_guard lock(mutex_);
    return file_->size();
  }

 private:
  std::unique_ptr<File> file_;
  std::mutex& mutex_;
};

class LockedFileSystem final : public FileSystem {
 public:
  LockedFileSystem(FileSystem& files, std::mutex& mutex) : files_(files), mutex_(mutex) {}

  FileResult<std::unique_ptr<File>> open(const Path& path) override {
    const std::lock_guard lock(mutex_);
    return locked(files_.open(path));
  }
  FileResult<std::unique_ptr<File>> create(const Path& path, Privacy privacy) override {
    const std::lock_guard lock(mutex_);
    return locked(files_.create(path, privacy));
  }
  FileStatus rename(const Path& from, const Path& to) override {
    const std::lock_guard lock(mutex_);
    return files_.rename(from, to);
  }
  FileStatus remove(const Path& path) override {
    const std::lock_guard lock(mutex_);
    return files_.remove(path);
  }
  FileStatus make_directory(const Path& path, Privacy privacy) override {
    const std::lock_guard lock(mutex_);
    return files_.make_directory(path, privacy);
  }
  FileStatus remove_directory(const Path& path) override {
    const std::lock_guard lock(mutex_);
    return files_.remove_directory(path);
  }
  FileStatus sync_directory(const Path& path) override {
    const std::lock_guard lock(mutex_);
    return files_.sync_directory(path);
  }
  FileResult<std::vector<std::string>> list(const Path& path) override {
    const std::lock_guard lock(mutex_);
    return files_.list(path);
  }
  bool exists(const Path& path) override {
    const std::lock_guard lock(mutex_);
    return files_.exists(path);
  }
  FileResult<std::uint64_t> free_bytes(const Path& path) override {
    const std::lock_guard lock(mutex_);
    return files_.free_bytes(path);
  }
  FileResult<std::unique_ptr<DirectoryLock>> lock(const Path& directory) override {
    const std::lock_guard held(mutex_);
    return files_.lock(directory);
  }

 private:
  FileResult<std::unique_ptr<File>> locked(FileResult<std::unique_ptr<File>> file) {
    if (!file) return file;
    return std::make_unique<LockedFile>(std::move(*file), mutex_);
  }

  FileSystem& files_;
  std::mutex& mutex_;
};

}  // namespace

std::unique_ptr<FileSystem> locked_view(FileSystem& files, std::mutex& mutex) {
  return std::make_unique<LockedFileSystem>(files, mutex);
}

}  // namespace tocsin::durable
