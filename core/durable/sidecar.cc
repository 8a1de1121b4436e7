#include "core/durable/sidecar.h"

#include <algorithm>

#include "core/durable/crc32c.h"
#include "core/durable/journal_segment.h"

namespace tocsin::durable {
namespace {

// Where the last frame ends, by its head.
std::optional<std::uint64_t> end_of_last(const SegmentEnd& end) {
  Cursor in(end.last_head);
  const auto magic = in.take(format::frame_magic.size());
  const auto length = in.take_be32();
  if (!equal(*magic, as_bytes(format::frame_magic))) return std::nullopt;
  return end.last_at + frame_size(*length);
}

std::uint64_t index_of_last(const SegmentEnd& end) {
  Cursor in(end.last_head);
  in.skip(format::frame_magic.size() + sizeof(std::uint32_t));
  return *in.take_be64();
}

}  // namespace

FileSystem::Path sidecar_path(const FileSystem::Path& folder, std::uint64_t first) {
  auto name = segment_name(first);
  name.resize(name.size() - format::segment_suffix.size());
  return folder / name.append(format::sidecar_suffix);
}

FileResult<SegmentEnd> read_segment_end(FileSystem& files,
                                        const FileSystem::Path& folder,
                                        std::uint64_t first,
                                        std::uint64_t last_at) {
  const auto path = folder / segment_name(first);
  const auto segment = files.open(path);
  if (!segment) return fail_with(segment.error());
  const auto bytes = (*segment)->size();
  if (!bytes) return fail_with(bytes.error());
  const auto head = (*segment)->read(last_at, format::frame_header_bytes);
  if (!head) return fail_with(head.error());
  SegmentEnd end{.first = first, .bytes = *bytes, .last_at = last_at};
  const bool is_whole = head->size() == end.last_head.size();
  if (is_whole) std::ranges::copy(*head, end.last_head.begin());
  if (!is_whole || end_of_last(end) != *bytes) {
    return fail_with(
        FileError{std::errc::io_error, path.string() + " does not end where its last record does"});
  }
  end.next = index_of_last(end) + 1;
  return end;
}

std::optional<Sidecar> Sidecar::open(FileSystem& files,
                                     const FileSystem::Path& folder,
                                     std::uint64_t first) {
  const auto path = sidecar_path(folder, first);
  if (!files.exists(path)) return std::nullopt;
  auto file = files.open(path);
  if (!file) return std::nullopt;
  Sidecar sidecar;
  sidecar.file_ = std::move(*file);
  if (!sidecar.read_head() || sidecar.end_.first != first) return std::nullopt;
  if (!sidecar.fits(files, folder)) return std::nullopt;
  return sidecar;
}

bool Sidecar::read_head() {
  const auto head = file_->read(0, format::sidecar_head_bytes);
  const auto size = file_->size();
  if (!head || !size || head->size() != format::sidecar_head_bytes) return false;
  Cursor in(*head);
  const auto magic = in.take(format::sidecar_magic.size());
  if (!equal(*magic, as_bytes(format::sidecar_magic))) return false;
  for (auto* field : {&end_.first, &end_.next, &end_.bytes, &end_.last_at}) {
    *field = *in.take_be64();
  }
  std::ranges::copy(*in.take(end_.last_head.size()), end_.last_head.begin());
  auto at = std::uint64_t{format::sidecar_head_bytes};
  for (auto& part : parts_) {
    part = {.at = at, .bytes = *in.take_be64(), .checksum = *in.take_be32()};
    if (part.bytes > *size - at) return false;
    at += part.bytes;
  }
  const auto checked = ByteView(*head).first(in.position());
  return at == *size && crc32c(checked) == *in.take_be32();
}

bool Sidecar::fits(FileSystem& files, const FileSystem::Path& folder) const {
  if (end_.next <= end_.first) return false;
  const auto there = read_segment_end(files, folder, end_.first, end_.last_at);
  return there && *there == end_;
}

std::optional<Bytes> Sidecar::part(std::size_t number) const {
  const auto& part = parts_.at(number);
  auto bytes = file_->read(part.at, part.bytes);
  if (!bytes || bytes->size() != part.bytes || crc32c(*bytes) != part.checksum) return std::nullopt;
  return std::move(*bytes);
}

Bytes Sidecar::piece(std::size_t number, std::uint64_t offset, std::size_t count) const {
  const auto& part = parts_.at(number);
  if (offset >= part.bytes) return {};
  const auto there = std::min<std::uint64_t>(count, part.bytes - offset);
  auto bytes = file_->read(part.at + offset, there);
  return bytes ? std::move(*bytes) : Bytes();
}

Bytes encode_sidecar(const SegmentEnd& end, const SidecarParts& parts) {
  Bytes out;
  append(out, as_bytes(format::sidecar_magic));
  for (const auto field : {end.first, end.next, end.bytes, end.last_at}) append_be64(out, field);
  append(out, end.last_head);
  for (const auto& part : parts) {
    append_be64(out, part.size());
    append_be32(out, crc32c(part));
  }
  append_be32(out, crc32c(out));
  for (const auto& part : parts) append(out, part);
  return out;
}

FileStatus write_sidecar(FileSystem& files,
                         const FileSystem::Path& folder,
                         const SegmentEnd& end,
                         const SidecarParts& parts) {
  const auto path = sidecar_path(folder, end.first);
  return write_atomically(files, path, encode_sidecar(end, parts), Privacy::owner_only);
}

}  // namespace tocsin::durable
