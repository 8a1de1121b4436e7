#include "tests/lab/wire/meddler.h"

#include <algorithm>

#include "tests/lab/wire/datagram.h"
#include "tests/lab/wire/octets.h"
#include "tests/lab/wire/segment.h"

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
    const bool is_opt = message[at] == 0 && be16_at(message, at + 1) == type_opt;
    if (is_opt && at + 11 + be16_at(message, at + 9) == message.size()) return at;
  }
  return std::nullopt;
}

void strip_nsid(Bytes& message) {
  const auto opt = opt_at(message);
  if (!opt) return;
  auto at = *opt + 11;
  while (at + 4 <= message.size()) {
    const std::size_t octets = 4U + be16_at(message, at + 2);
    if (be16_at(message, at) != option_nsid || at + octets > message.size()) {
      at += octets;
      continue;
    }
    const auto from = message.begin() + static_cast<std::ptrdiff_t>(at);
    message.erase(from, from + static_cast<std::ptrdiff_t>(octets));
    put_be16(message, *opt + 9, be16_at(message, *opt + 9) - octets);
    return;
  }
}

Onward as_it_is(ByteView frame) {
  return {.frame = Bytes(frame.begin(), frame.end())};
}

Passing answered(Datagram query, ByteView frame, Meddling how) {
  auto forged = query.turned();
  answer(forged.payload);
  Passing passing{.onward = {}, .back = forged.frame()};
  if (how == Meddling::inject) passing.onward.push_back(as_it_is(frame));
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
    case Meddling::drip_tcp:
    case Meddling::stall_tcp:
      break;
  }
  return {.onward = {{.frame = reply.frame()}}, .back = {}};
}

// Of answers over TCP. What opens, acknowledges and ends a connection has no payload.
Passing slowed(const plan::Address& server, ByteView frame, Meddling how) {
  const auto segment = segment_from(frame);
  const bool answers = segment && !segment->payload.empty() && segment->from_port == dns_port &&
                       segment->from() == server;
  if (!answers) return {.onward = {as_it_is(frame)}, .back = {}};
  if (how == Meddling::stall_tcp) return {};
  Passing passing;
  for (auto& octet : segment->by_octet()) {
    const auto number = static_cast<int>(passing.onward.size());
    passing.onward.push_back({.frame = std::move(octet), .later = number * drip_every});
  }
  return passing;
}

}  // namespace

std::optional<Meddling> meddling_from(std::string_view name) {
  const auto found = std::ranges::find(meddling_names, name);
  if (found == meddling_names.end()) return std::nullopt;
  return static_cast<Meddling>(found - meddling_names.begin());
}

Passing meddle(Meddling how, const plan::Address& server, ByteView frame) {
  if (how == Meddling::drip_tcp || how == Meddling::stall_tcp) return slowed(server, frame, how);
  const auto datagram = datagram_from(frame);
  const bool forges = how == Meddling::inject || how == Meddling::swallow;
  const bool is_message = datagram && datagram->payload.size() > header_bytes;
  if (is_message && forges && datagram->to_port == dns_port && datagram->to() == server) {
    return answered(*datagram, frame, how);
  }
  if (is_message && !forges && datagram->from_port == dns_port && datagram->from() == server) {
    return changed(*datagram, how);
  }
  return {.onward = {as_it_is(frame)}, .back = {}};
}

}  // namespace tocsin::lab
