#include "tests/lab/wire/segment.h"

#include "tests/lab/wire/octets.h"

namespace tocsin::lab {
namespace {

constexpr std::size_t tcp_bytes_min = 20;
constexpr std::size_t sequence_at = 4;
constexpr std::size_t flags_at = 13;
constexpr std::size_t checksum_at = 16;
constexpr std::uint8_t flag_fin = 0x01;
constexpr std::uint8_t flag_psh = 0x08;

std::uint32_t be32_at(ByteView bytes, std::size_t at) {
  return std::uint32_t{be16_at(bytes, at)} << 16 | be16_at(bytes, at + 2);
}

void put_be32(Bytes& bytes, std::size_t at, std::uint32_t value) {
  put_be16(bytes, at, value >> 16);
  put_be16(bytes, at + 2, value & 0xffff);
}

}  // namespace

std::optional<Segment> segment_from(ByteView frame) {
  auto packet = packet_from(frame, protocol_tcp);
  if (!packet || packet->upper.size() < tcp_bytes_min) return std::nullopt;
  const auto& tcp = packet->upper;
  const std::size_t header_bytes = 4U * (tcp[12] >> 4);
  if (header_bytes < tcp_bytes_min || tcp.size() < header_bytes) return std::nullopt;
  const auto behind = tcp.begin() + static_cast<std::ptrdiff_t>(header_bytes);
  Segment segment{.packet = {},
                  .from_port = be16_at(tcp, 0),
                  .header = Bytes(tcp.begin(), behind),
                  .payload = Bytes(behind, tcp.end())};
  segment.packet = std::move(*packet);
  return segment;
}

std::vector<Bytes> Segment::by_octet() const {
  std::vector<Bytes> frames;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    auto one = packet;
    one.upper = header;
    const auto sequence = be32_at(header, sequence_at) + static_cast<std::uint32_t>(i);
    put_be32(one.upper, sequence_at, sequence);
    const bool last = i + 1 == payload.size();
    if (!last) one.upper[flags_at] &= static_cast<std::uint8_t>(~(flag_fin | flag_psh));
    one.upper.push_back(payload[i]);
    frames.push_back(one.frame(checksum_at));
  }
  return frames;
}

}  // namespace tocsin::lab
