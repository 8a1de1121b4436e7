#include "daemon/ledger/log_folder.h"

#include "core/tlog/tile_files.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view checkpoint_name = "checkpoint";
constexpr std::string_view cosigned_name = "cosigned";

Status<> as_status(const durable::FileStatus& status) {
  if (!status) return durable::fail(status.error());
  return {};
}

}  // namespace

Status<> LogFolder::put(const std::string& path, ByteView bytes) {
  const auto file = folder_ / path;
  if (files_.exists(file)) {
    const auto there = durable::read_whole(files_, file, tlog::log_file_bytes_max);
    if (!there) return durable::fail(there.error());
    if (!equal(*there, bytes)) {
      return fail(file.string() + " has other bytes than the journal says: the log is damaged");
    }
    // It may be there only in memory, from before a crash.
    return as_status(files_.sync_directory(file.parent_path()));
  }
  return as_status(
      files_.make_directory(file.parent_path(), durable::Privacy::shared).and_then([&] {
        return durable::write_atomically(files_, file, bytes, durable::Privacy::shared);
      }));
}

std::optional<std::vector<Digest>> LogFolder::tile(const tlog::Tile& tile) const {
  return tlog::tile_from([this](const std::string& path) { return file(path); }, tile);
}

std::optional<Bytes> LogFolder::bundle(std::uint64_t index, std::uint64_t width) const {
  return tlog::bundle_from([this](const std::string& path) { return file(path); }, index, width);
}

Status<> LogFolder::drop_partial(const std::string& full_path) {
  const auto partial = folder_ / (full_path + ".p");
  const auto names = files_.list(partial);
  if (!names || names->empty()) return {};
  for (const auto& name : *names) {
    if (auto removed = files_.remove(partial / name); !removed) return as_status(removed);
  }
  return as_status(files_.remove_directory(partial));
}

Status<> LogFolder::publish(const std::string& checkpoint) {
  return replace(checkpoint_name, checkpoint);
}

std::optional<std::string> LogFolder::published() const {
  return text(checkpoint_name);
}

Status<> LogFolder::publish_cosigned(const std::string& checkpoint) {
  return replace(cosigned_name, checkpoint);
}

std::optional<std::string> LogFolder::cosigned() const {
  return text(cosigned_name);
}

Status<> LogFolder::replace(std::string_view name, const std::string& content) {
  return as_status(files_.make_directory(folder_, durable::Privacy::shared).and_then([&] {
    return durable::write_atomically(
        files_, folder_ / name, as_bytes(content), durable::Privacy::shared);
  }));
}

std::optional<std::string> LogFolder::text(std::string_view name) const {
  const auto bytes = file(std::string(name));
  if (!bytes) return std::nullopt;
  return std::string(as_text(*bytes));
}

std::optional<Bytes> LogFolder::file(const std::string& path) const {
  const auto place = folder_ / path;
  if (!files_.exists(place)) return std::nullopt;
  auto bytes = durable::read_whole(files_, place, tlog::log_file_bytes_max);
  if (!bytes) return std::nullopt;
  return std::move(*bytes);
}

}  // namespace tocsin::collector
