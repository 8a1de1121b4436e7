#include "core/durable/journal_frame.h"

#include "core/durable/crc32c.h"
#include "core/durable/journal_format.h"

namespace tocsin::durable {
namespace {

constexpr std::size_t covered_header_bytes = 20;  // length, index, durable below

std::uint32_t checksum(ByteView covered_header, ByteView payload) {
  return crc32c(payload, crc32c(covered_header));
}

}  // namespace

void append_frame(Bytes& out, const Frame& frame) {
  append(out, as_bytes(format::frame_magic));
  const auto header_at = out.size();
  append_be32(out, static_cast<std::uint32_t>(frame.payload.size()));
  append_be64(out, frame.index);
  append_be64(out, frame.durable_below);
  const auto header = ByteView(out).subspan(header_at, covered_header_bytes);
  append_be32(out, checksum(header, frame.payload));
  append(out, frame.payload);
}

std::optional<Frame> frame_at_front(ByteView bytes) {
  if (bytes.size() < format::frame_header_bytes) return std::nullopt;
  Cursor cursor(bytes);
  if (as_text(*cursor.take(format::frame_magic.size())) != format::frame_magic) return std::nullopt;
  const auto header = bytes.subspan(cursor.position(), covered_header_bytes);
  const auto length = cursor.take_be32();
  const auto index = cursor.take_be64();
  const auto durable_below = cursor.take_be64();
  const auto stated = cursor.take_be32();
  if (*length > format::frame_payload_bytes_max) return std::nullopt;
  const auto payload = cursor.take(*length);
  if (!payload || checksum(header, *payload) != *stated) return std::nullopt;
  return Frame{*index, *durable_below, *payload};
}

std::size_t frame_size(std::size_t payload_bytes) {
  return format::frame_header_bytes + payload_bytes;
}

}  // namespace tocsin::durable
