#include "tests/support/durable/faulty_file_system.h"

#include <algorithm>

namespace tocsin::durable {
namespace {

using Path = FileSystem::Path;

FileError missing(const Path& path) {
  return {std::errc::no_such_file_or_directory, path.string() + " is missing"};
}

std::uint64_t in_blocks(std::uint64_t bytes) {
  return (bytes + 4095) / 4096 * 4096;
}

class HeldLock final : public DirectoryLock {
 public:
  explicit HeldLock(std::shared_ptr<int> token) : token_(std::move(token)) {}

 private:
  std::shared_ptr<int> token_;
};

}  // namespace

class FaultyFile final : public File {
 public:
  FaultyFile(FaultyFileSystem& files, Path path, std::shared_ptr<FaultyFileSystem::Inode> inode)
      : files_(files), path_(std::move(path)), inode_(std::move(inode)) {}

  FileStatus append(ByteView bytes) override {
    if (const auto stepped = files_.step(path_); !stepped) {
      tocsin::append(inode_->bytes, bytes.first(files_.up_to(bytes.size())));
      return stepped;
    }
    if (const auto grown = files_.grow(path_, *inode_, bytes.size()); !grown) return grown;
    tocsin::append(inode_->bytes, bytes);
    return {};
  }

  FileStatus sync() override {
    if (const auto stepped = files_.step(path_); !stepped) return stepped;
    inode_->durable = inode_->bytes;
    return {};
  }

  FileStatus truncate(std::uint64_t size) override {
    if (const auto stepped = files_.step(path_); !stepped) return stepped;
    inode_->bytes.resize(size);
    return {};
  }

  FileResult<Bytes> read(std::uint64_t offset, std::size_t count) const override {
    const auto& bytes = inode_->bytes;
    const auto first = std::min<std::uint64_t>(offset, bytes.size());
    const auto last = first + std::min<std::uint64_t>(count, bytes.size() - first);
    return Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(first),
                 bytes.begin() + static_cast<std::ptrdiff_t>(last));
  }

  FileResult<std::uint64_t> size() const override { return inode_->bytes.size(); }

 private:
  FaultyFileSystem& files_;
  Path path_;
  std::shared_ptr<FaultyFileSystem::Inode> inode_;
};

void FaultyFileSystem::fail_once(std::size_t n, std::errc code) {
  fail_from(n, code);
  failing_until_ = steps_ + n + 1;
}

FileStatus FaultyFileSystem::step(const Path& path) {
  const auto now = steps_++;
  const bool fails =
      failing_from_ && now >= *failing_from_ && (!failing_until_ || now < *failing_until_);
  if (!fails) return {};
  return fail_with(FileError{code_, path.string() + ": failure by order"});
}

FileStatus FaultyFileSystem::grow(const Path& path, const Inode& inode, std::size_t bytes) {
  const auto more = in_blocks(inode.bytes.size() + bytes) - in_blocks(inode.bytes.size());
  if (used_bytes() + more <= space_) return {};
  return fail_with(FileError{std::errc::no_space_on_device, path.string() + ": the disk is full"});
}

std::uint64_t FaultyFileSystem::used_bytes() const {
  std::uint64_t used = 0;
  for (const auto& [path, inode] : names_) used += in_blocks(inode->bytes.size());
  return used;
}

void FaultyFileSystem::change(Change change) {
  apply(change, names_);
  unsynced_.push_back(std::move(change));
}

void FaultyFileSystem::apply(const Change& change, Names& names) {
  names.erase(change.from);
  if (change.inode) {
    names[change.to] = change.inode;
  } else {
    names.erase(change.to);
  }
}

// A disk may have kept any part of what was not synced, and not in the order of writing.
Bytes FaultyFileSystem::after_crash(const Inode& inode) {
  const auto& [bytes, durable] = inode;
  const bool appended =
      bytes.size() >= durable.size() && std::equal(durable.begin(), durable.end(), bytes.begin());
  if (!appended) return coin() ? bytes : durable;
  auto kept = bytes;
  kept.resize(durable.size() + up_to(bytes.size() - durable.size()));
  const auto tail = kept.size() - durable.size();
  if (tail > 0 && coin()) {
    const auto hole = durable.size() + up_to(tail - 1);
    const auto hole_end = hole + up_to(kept.size() - hole);
    std::fill(kept.begin() + static_cast<std::ptrdiff_t>(hole),
              kept.begin() + static_cast<std::ptrdiff_t>(hole_end),
              std::uint8_t{0});
  }
  return kept;
}

void FaultyFileSystem::crash() {
  Names survivors = durable_names_;
  for (const auto& change : unsynced_) {
    if (coin()) apply(change, survivors);
  }
  unsynced_.clear();
  for (auto& [path, inode] : survivors) {
    auto fresh = std::make_shared<Inode>();
    fresh->bytes = fresh->durable = after_crash(*inode);
    inode = fresh;  // handles that are still open keep the dead one
  }
  names_ = durable_names_ = survivors;
  locks_.clear();
  heal();
}

Bytes& FaultyFileSystem::bytes(const Path& path) {
  return names_.at(path)->bytes;
}

FileResult<std::unique_ptr<File>> FaultyFileSystem::open(const Path& path) {
  const auto found = names_.find(path);
  if (found == names_.end()) return fail_with(missing(path));
  return std::make_unique<FaultyFile>(*this, path, found->second);
}

FileResult<std::unique_ptr<File>> FaultyFileSystem::create(const Path& path, Privacy) {
  if (names_.contains(path)) {
    return fail_with(FileError{std::errc::file_exists, path.string() + " exists"});
  }
  if (const auto stepped = step(path); !stepped) return fail_with(stepped.error());
  auto inode = std::make_shared<Inode>();
  change({path, inode, {}});
  return std::make_unique<FaultyFile>(*this, path, std::move(inode));
}

FileStatus FaultyFileSystem::rename(const Path& from, const Path& to) {
  const auto found = names_.find(from);
  if (found == names_.end()) return fail_with(missing(from));
  if (const auto stepped = step(to); !stepped) return stepped;
  change({to, found->second, from});
  return {};
}

FileStatus FaultyFileSystem::remove(const Path& path) {
  if (!names_.contains(path)) return {};
  if (const auto stepped = step(path); !stepped) return stepped;
  change({path, nullptr, {}});
  return {};
}

FileStatus FaultyFileSystem::make_directory(const Path&, Privacy) {
  return {};
}

// Folders are nothing but the names in them.
FileStatus FaultyFileSystem::remove_directory(const Path& path) {
  return step(path);
}

FileStatus FaultyFileSystem::sync_directory(const Path& path) {
  if (const auto stepped = step(path); !stepped) return stepped;
  std::erase_if(unsynced_, [&](const auto& change) {
    if (change.to.parent_path() != path) return false;
    apply(change, durable_names_);
    return true;
  });
  return {};
}

FileResult<std::vector<std::string>> FaultyFileSystem::list(const Path& path) {
  std::vector<std::string> inside;
  for (const auto& [name, inode] : names_) {
    if (name.parent_path() == path) inside.push_back(name.filename().string());
  }
  return inside;
}

FileResult<std::unique_ptr<DirectoryLock>> FaultyFileSystem::lock(const Path& directory) {
  if (!locks_[directory].expired()) {
    return fail_with(
        FileError{std::errc::resource_unavailable_try_again, directory.string() + " is locked"});
  }
  auto token = std::make_shared<int>(0);
  locks_[directory] = token;
  return std::make_unique<HeldLock>(std::move(token));
}

}  // namespace tocsin::durable
