#include "tests/lab/wire/meddler.h"

#include <algorithm>

#include "tests/lab/wire/datagram.h"

namespace tocsin::lab {
namespace {

constexpr std::uint16_t dns_port = 53;
constexpr std::uint16_t another_port = 5353;
constexpr std::size_t header_bytes = 12;
constexpr std::uint8_t flag_qr_aa = 0x84;  // of the third byte
constexpr std::uint8_t flag_tc = 0x02;
constexpr std::size_t question_tail = 4;
constexpr std::uint16_t type_opt = 41;
constexpr std::uint16_t option_nsid = 3;

std::uint16_t be16(const Bytes& bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

void put_be16(Bytes& bytes, std::size_t at, std::size_t value) {
  bytes[at] = static_cast<std::uint8_t>(value >> 8);
  bytes[at + 1] = static_cast<std::uint8_t>(value);
}

// Behind the name of the first question, which servers never compress; nothing where it runs out.
std::optional<std::size_t> name_end(const Bytes& message) {
  std::size_t at = header_bytes;
  while (at < message.size() && message[at] != 0) at += 1U + message[at];
  if (at + 1 + question_tail > message.size()) return std::nullopt;
  return at + 1;
}

void answer(Bytes& query) {
  query[2] = flag_qr_aa;
  query[3] = 0;
}

void fold_case(Bytes& message) {
  const auto end = name_end(message);
  if (!end) return;
  const auto to_lower = [](std::uint8_t octet) {
    return octet >= 'A' && octet <= 'Z' ? static_cast<std::uint8_t>(octet + 32) : octet;
  };
  const auto begin = message.begin() + header_bytes;
  std::transform(begin, message.begin() + static_cast<std::ptrdiff_t>(*end), begin, to_lower);
}

void force_tc(Bytes& message) {
  const auto end = name_end(message);
  if (!end) return;
  message.resize(*end + question_tail);
  message[2] |= flag_tc;
  std::fill(message.begin() + 6, message.begin() + header_bytes, 0);
}

// The OPT record is the last one in the answers of our servers, and the root's name is one octet.
std::optional<std::size_t> opt_at(const Bytes& message) {
  for (std::size_t at = header_bytes; at + 11 <= message.size(); ++at) {
    const bool is_opt = message[at] == 0 && be16(message, at + 1) == type_opt;
    if (is_opt && at + 11 + be16(message, at + 9) == message.size()) return at;
  }
  return std::nullopt;
}

void strip_nsid(Bytes& message) {
  const auto opt = opt_at(message);
  if (!opt) return;
  auto at = *opt + 11;
  while (at + 4 <= message.size()) {
    const std::size_t octets = 4U + be16(message, at + 2);
    if (be16(message, at) != option_nsid || at + octets > message.size()) {
      at += octets;
      continue;
    }
    const auto from = message.begin() + static_cast<std::ptrdiff_t>(at);
    message.erase(from, from + static_cast<std::ptrdiff_t>(octets));
    put_be16(message, *opt + 9, be16(message, *opt + 9) - octets);
    return;
  }
}

Passing answered(Datagram query, ByteView frame, Meddling how) {
  auto forged = query.turned();
  answer(forged.payload);
  Passing passing{.onward = {}, .back = forged.frame()};
  if (how == Meddling::inject) passing.onward.emplace(frame.begin(), frame.end());
  return passing;
}

Passing changed(Datagram reply, Meddling how) {
  switch (how) {
    case Meddling::strip_nsid:
      strip_nsid(reply.payload);
      break;
    case Meddling::fold_case:
      fold_case(reply.payload);
      break;
    case Meddling::wrong_id:
      reply.payload[0] ^= 0x55;
      break;
    case Meddling::wrong_port:
      reply.from_port = another_port;
      break;
    case Meddling::force_tc:
      force_tc(reply.payload);
      break;
    case Meddling::inject:
    case Meddling::swallow:
      break;
  }
  return {.onward = reply.frame(), .back = {}};
}

}  // namespace

std::optional<Meddling> meddling_from(std::string_view name) {
  const auto found = std::ranges::find(meddling_names, name);
  if (found == meddling_names.end()) return std::nullopt;
  return static_cast<Meddling>(found - meddling_names.begin());
}

Passing meddle(Meddling how, const plan::Address& server, ByteView frame) {
  const auto datagram = datagram_from(frame);
  const bool forges = how == Meddling::inject || how == Meddling::swallow;
  const bool is_message = datagram && datagram->payload.size() > header_bytes;
  if (is_message && forges && datagram->to_port == dns_port && datagram->to() == server) {
    return answered(*datagram, frame, how);
  }
  if (is_message && !forges && datagram->from_port == dns_port && datagram->from() == server) {
    return changed(*datagram, how);
  }
  return {.onward = Bytes(frame.begin(), frame.end()), .back = {}};
}

}  // namespace tocsin::lab
