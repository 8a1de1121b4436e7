#include "daemon/ledger/log_folder.h"

#include "core/tlog/entry_bundle.h"
#include "core/tlog/note.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view checkpoint_name = "checkpoint";

// 256 entries of the greatest length, each behind its own.
constexpr std::size_t file_bytes_max = tlog::tile_width * (tlog::bundle_entry_bytes_max + 2);

Status<> as_status(const durable::FileStatus& status) {
  if (!status) return durable::fail(status.error());
  return {};
}

}  // namespace

Status<> LogFolder::put(const std::string& path, ByteView bytes) {
  const auto file = folder_ / path;
  if (files_.exists(file)) {
    const auto there = durable::read_whole(files_, file, file_bytes_max);
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
  auto bytes = file(tlog::tile_path(tile));
  if (!bytes) bytes = file(tlog::tile_path({tile.level, tile.index, tlog::tile_width}));
  auto hashes = bytes ? tlog::decode_tile(*bytes) : std::nullopt;
  if (!hashes || hashes->size() < tile.width) return std::nullopt;
  hashes->resize(tile.width);
  return hashes;
}

std::optional<Bytes> LogFolder::bundle(std::uint64_t index, std::uint64_t width) const {
  if (auto bytes = file(tlog::bundle_path(index, width))) return bytes;
  const auto full = file(tlog::bundle_path(index, tlog::tile_width));
  const auto entries = full ? tlog::decode_bundle(*full) : std::nullopt;
  if (!entries || entries->size() < width) return std::nullopt;
  Bytes front;
  for (const auto& entry : std::span(*entries).first(width)) tlog::append_entry(front, entry);
  return front;
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
  return as_status(files_.make_directory(folder_, durable::Privacy::shared).and_then([&] {
    return durable::write_atomically(
        files_, folder_ / checkpoint_name, as_bytes(checkpoint), durable::Privacy::shared);
  }));
}

std::optional<std::string> LogFolder::published() const {
  const auto bytes = file(std::string(checkpoint_name));
  if (!bytes) return std::nullopt;
  return std::string(as_text(*bytes));
}

std::optional<Bytes> LogFolder::file(const std::string& path) const {
  const auto place = folder_ / path;
  if (!files_.exists(place)) return std::nullopt;
  auto bytes = durable::read_whole(files_, place, file_bytes_max);
  if (!bytes) return std::nullopt;
  return std::move(*bytes);
}

}  // namespace tocsin::collector
