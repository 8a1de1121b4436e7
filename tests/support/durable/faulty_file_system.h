// Files in memory that fail when they are told to, on a disk of limited size and, after a crash,
// remember only what was synced and whatever a disk may have kept of the rest. Everything is drawn
// from the seed.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <random>

#include "core/durable/file_system.h"

namespace tocsin::durable {

class FaultyFileSystem final : public FileSystem {
 public:
  explicit FaultyFileSystem(unsigned seed = 0) : random_(seed) {}

  // The n-th change from now on (0 is the next) fails with `code`, and every one after it too. An
  // append that fails so leaves a part of its bytes.
  void fail_from(std::size_t n, std::errc code) { failing_from_ = steps_ + n, code_ = code; }
  // Only the n-th fails.
  void fail_once(std::size_t n, std::errc code);
  void heal() { failing_from_.reset(), failing_until_.reset(); }
  std::size_t steps() const { return steps_; }  // changes so far, failed ones included

  // All files together, in blocks of 4096 bytes, cannot grow beyond this.
  void limit_space(std::uint64_t bytes) { space_ = bytes; }

  // Power is lost and comes back: open handles are dead, unsynced bytes are kept, torn or gone; of
  // names created, renamed and removed since their folder was synced, each change is kept or not.
  // Failures are over.
  void crash();

  // The bytes of a file as they are now, to look at and to damage.
  Bytes& bytes(const Path& path);

  FileResult<std::unique_ptr<File>> open(const Path& path) override;
  FileResult<std::unique_ptr<File>> create(const Path& path, Privacy privacy) override;
  FileStatus rename(const Path& from, const Path& to) override;
  FileStatus remove(const Path& path) override;
  FileStatus make_directory(const Path& path, Privacy privacy) override;
  FileStatus remove_directory(const Path& path) override;
  FileStatus sync_directory(const Path& path) override;
  FileResult<std::vector<std::string>> list(const Path& path) override;
  bool exists(const Path& path) override { return names_.contains(path); }
  FileResult<std::uint64_t> free_bytes(const Path&) override { return space_ - used_bytes(); }
  FileResult<std::unique_ptr<DirectoryLock>> lock(const Path& directory) override;

 private:
  friend class FaultyFile;

  struct Inode {
    Bytes bytes;
    Bytes durable;
  };
  using Names = std::map<Path, std::shared_ptr<Inode>>;

  // One change to the names of a folder: `to` becomes this inode or, without one, vanishes, and
  // `from`, if there is one, vanishes with it.
  struct Change {
    Path to;
    std::shared_ptr<Inode> inode;
    Path from;
  };

  FileStatus step(const Path& path);
  FileStatus grow(const Path& path, const Inode& inode, std::size_t bytes);
  std::uint64_t used_bytes() const;
  void change(Change change);
  static void apply(const Change& change, Names& names);
  bool coin() { return (random_() & 1) != 0; }
  std::size_t up_to(std::size_t most) { return random_() % (most + 1); }
  Bytes after_crash(const Inode& inode);

  std::mt19937 random_;
  std::size_t steps_ = 0;
  std::optional<std::size_t> failing_from_;
  std::optional<std::size_t> failing_until_;
  std::errc code_{};
  Names names_;
  Names durable_names_;
  std::vector<Change> unsynced_;
  std::uint64_t space_ = std::uint64_t{1} << 40;
  std::map<Path, std::weak_ptr<int>> locks_;
};

}  // namespace tocsin::durable
