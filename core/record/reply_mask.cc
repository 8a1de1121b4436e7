#include "core/record/reply_mask.h"

#include <algorithm>

namespace tocsin::record {
namespace {

constexpr std::size_t id_bytes = 2;
constexpr std::size_t header_bytes = 12;
constexpr std::uint8_t label_bytes_max = 63;

void lower_case(std::span<std::uint8_t> label) {
  for (auto& byte : label) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<std::uint8_t>(byte - 'A' + 'a');
  }
}

// RFC 1035 section 4.1.2. The first name of a message cannot be compressed: there is nothing before
// it to point to.
void lower_case_question(std::span<std::uint8_t> reply) {
  std::size_t at = header_bytes;
  while (at < reply.size() && reply[at] > 0 && reply[at] <= label_bytes_max) {
    const auto begin = at + 1;
    const auto size = std::min<std::size_t>(reply[at], reply.size() - begin);
    lower_case(reply.subspan(begin, size));
    at = begin + size;
  }
}

}  // namespace

bool reply_matched(Outcome outcome) {
  return outcome == Outcome::answered || outcome == Outcome::truncated ||
         outcome == Outcome::intercepted;
}

void mask(Bytes& reply) {
  set_id(reply, 0);
  lower_case_question(reply);
}

void set_id(Bytes& reply, std::uint16_t id) {
  if (reply.size() < id_bytes) return;
  reply[0] = static_cast<std::uint8_t>(id >> 8);
  reply[1] = static_cast<std::uint8_t>(id);
}

bool has_id(ByteView reply, std::uint16_t id) {
  return Cursor(reply).take_be16() == id;
}

}  // namespace tocsin::record
