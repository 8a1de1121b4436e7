#include "core/record/reply_mask.h"

#include <algorithm>

#include "core/dns/reply.h"

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

// Every one, where an option comes more than once.
void blank_options(Bytes& reply) {
  const auto parsed = dns::parse_reply(reply);
  if (!parsed || !parsed->edns()) return;
  const auto options = parsed->edns()->options;
  const auto at = static_cast<std::size_t>(options.data() - reply.data());
  Cursor cursor(options);
  while (!cursor.at_end()) {
    const auto code = static_cast<dns::OptionCode>(*cursor.take_be16());
    const auto size = *cursor.take_be16();
    const bool blanked = code == dns::OptionCode::nsid || code == dns::OptionCode::cookie;
    const auto begin = at + cursor.position();
    cursor.skip(size);
    if (blanked) std::fill_n(reply.begin() + static_cast<std::ptrdiff_t>(begin), size, 0);
  }
}

}  // namespace

void mask(Bytes& reply) {
  blank_options(reply);
  std::fill_n(reply.begin(), std::min(id_bytes, reply.size()), 0);
  lower_case_question(reply);
}

}  // namespace tocsin::record
