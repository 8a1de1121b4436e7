#include "core/durable/real_file_system.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace tocsin::durable {
namespace {

using Path = FileSystem::Path;

auto failure(std::string_view what, const Path& path, int code = errno) {
  return fail_with(FileError{
      static_cast<std::errc>(code),
      std::string(what) + " " + path.string() + ": " + std::generic_category().message(code)});
}

template <class Call>
auto retried(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

mode_t file_mode(Privacy privacy) {
  return privacy == Privacy::owner_only ? 0600 : 0644;
}

class RealFile final : public File {
 public:
  RealFile(Descriptor descriptor, Path path)
      : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

  FileStatus append(ByteView bytes) override {
    while (!bytes.empty()) {
      const auto written =
          retried([&] { return ::write(descriptor_.number(), bytes.data(), bytes.size()); });
      if (written < 0) return failure("append to", path_);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }

  FileStatus sync() override {
    if (retried([&] { return ::fdatasync(descriptor_.number()); }) < 0) {
      return failure("sync", path_);
    }
    return {};
  }

  FileStatus truncate(std::uint64_t size) override {
    const auto length = static_cast<off_t>(size);
    if (retried([&] { return ::ftruncate(descriptor_.number(), length); }) < 0) {
      return failure("truncate", path_);
    }
    return {};
  }

  FileResult<Bytes> read(std::uint64_t offset, std::size_t count) const override {
    const auto end = size();
    if (!end) return fail_with(end.error());
    Bytes bytes(std::min<std::uint64_t>(count, *end > offset ? *end - offset : 0));
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const auto got = retried([&] {
        return ::pread(descriptor_.number(),
                       bytes.data() + filled,
                       bytes.size() - filled,
                       static_cast<off_t>(offset + filled));
      });
      if (got < 0) return failure("read", path_);
      if (got == 0) break;  // another process has truncated it
      filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
  }

  FileResult<std::uint64_t> size() const override {
    struct stat status{};
    if (::fstat(descriptor_.number(), &status) < 0) return failure("look at", path_);
    return static_cast<std::uint64_t>(status.st_size);
  }

 private:
  Descriptor descriptor_;
  Path path_;
};

class FlockedDirectory final : public DirectoryLock {
 public:
  explicit FlockedDirectory(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

 private:
  Descriptor descriptor_;
};

Descriptor open_descriptor(const Path& path, int flags, mode_t mode = 0) {
  return Descriptor(retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); }));
}

class RealFileSystem final : public FileSystem {
 public:
  FileResult<std::unique_ptr<File>> open(const Path& path) override {
    auto descriptor = open_descriptor(path, O_RDWR | O_APPEND);
    // What cannot be written can still be read: a read-only disk, an auditor's copy.
    if (!descriptor.open() && (errno == EROFS || errno == EACCES)) {
      return opened(open_descriptor(path, O_RDONLY), path);
    }
    return opened(std::move(descriptor), path);
  }

  FileResult<std::unique_ptr<File>> create(const Path& path, Privacy privacy) override {
    const int flags = O_RDWR | O_APPEND | O_CREAT | O_EXCL;
    auto descriptor = open_descriptor(path, flags, file_mode(privacy));
    if (!descriptor.open()) return failure("create", path);
    return std::make_unique<RealFile>(std::move(descriptor), path);
  }

  FileStatus rename(const Path& from, const Path& to) override {
    if (::rename(from.c_str(), to.c_str()) < 0) return failure("rename to", to);
    return {};
  }

  FileStatus remove(const Path& path) override {
    if (::unlink(path.c_str()) < 0 && errno != ENOENT) return failure("remove", path);
    return {};
  }

  FileStatus make_directory(const Path& path, Privacy privacy) override {
    if (path.empty() || exists(path)) return {};
    if (const auto parent = path.parent_path(); parent != path) {
      if (const auto made = make_directory(parent, privacy); !made) return made;
    }
    const mode_t mode = privacy == Privacy::owner_only ? 0700 : 0755;
    if (::mkdir(path.c_str(), mode) < 0 && errno != EEXIST) return failure("make folder", path);
    return sync_directory(path.parent_path());
  }

  FileStatus remove_directory(const Path& path) override {
    if (::rmdir(path.c_str()) < 0 && errno != ENOENT) return failure("remove folder", path);
    return {};
  }

  FileStatus sync_directory(const Path& path) override {
    const auto folder = path.empty() ? Path(".") : path;
    const auto descriptor = open_descriptor(folder, O_RDONLY | O_DIRECTORY);
    if (!descriptor.open()) return failure("open folder", folder);
    if (retried([&] { return ::fsync(descriptor.number()); }) < 0) return failure("sync", folder);
    return {};
  }

  FileResult<std::vector<std::string>> list(const Path& path) override {
    std::error_code error;
    std::vector<std::string> names;
    for (auto it = std::filesystem::directory_iterator(path, error);
         !error && it != std::filesystem::directory_iterator();
         it.increment(error)) {
      names.push_back(it->path().filename().string());
    }
    if (error) return failure("list", path, error.value());
    std::ranges::sort(names);
    return names;
  }

  bool exists(const Path& path) override {
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0;
  }

  FileResult<std::uint64_t> free_bytes(const Path& path) override {
    struct statvfs status{};
    if (::statvfs(path.c_str(), &status) < 0) return failure("look at the disk of", path);
    return std::uint64_t{status.f_bavail} * status.f_frsize;
  }

  FileResult<std::unique_ptr<DirectoryLock>> lock(const Path& directory) override {
    auto descriptor = open_descriptor(directory, O_RDONLY | O_DIRECTORY);
    if (!descriptor.open()) return failure("open folder", directory);
    if (retried([&] { return ::flock(descriptor.number(), LOCK_EX | LOCK_NB); }) < 0) {
      return failure("lock (is another process using it?)", directory);
    }
    return std::make_unique<FlockedDirectory>(std::move(descriptor));
  }

 private:
  static FileResult<std::unique_ptr<File>> opened(Descriptor descriptor, const Path& path) {
    if (!descriptor.open()) return failure("open", path);
    return std::make_unique<RealFile>(std::move(descriptor), path);
  }
};

}  // namespace

std::unique_ptr<FileSystem> real_file_system() {
  return std::make_unique<RealFileSystem>();
}

}  // namespace tocsin::durable
