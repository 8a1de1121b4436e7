// What arrived during an exchange and was not the reply, or came after it. It never ends a wait: a
// forger who is quick must not hide the true answer. It is kept as evidence, and counted.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/plan/target.h"

namespace tocsin::record {

// The numbers are part of the payload format.
enum class StrayReason : std::uint8_t {
  wrong_source = 0,    // another address or port than we asked
  without_id = 1,      // too short to say what it answers
  not_a_message = 2,   // from the right place and with our id, but not a DNS message
  not_a_response = 3,  // these five as in core/dns/match.h
  wrong_id = 4,
  wrong_opcode = 5,
  wrong_question = 6,
  wrong_case = 7,
  wrong_cookie = 8,   // it returns a client cookie that is not ours (RFC 7873 section 5.3)
  second_answer = 9,  // it matches as well as the first answer, and says something else
  icmp = 10,          // an ICMP error about our query; its bytes are type and code
};

inline constexpr std::size_t stray_reason_count = 11;
inline constexpr std::array<std::string_view, stray_reason_count> stray_reason_names{
    "wrong_source",
    "without_id",
    "not_a_message",
    "not_a_response",
    "wrong_id",
    "wrong_opcode",
    "wrong_question",
    "wrong_case",
    "wrong_cookie",
    "second_answer",
    "icmp"};

constexpr std::string_view name_of(StrayReason reason) {
  return stray_reason_names[static_cast<std::size_t>(reason)];
}

struct Sender {
  plan::Address address;
  std::uint16_t port = 0;  // zero for ICMP

  auto operator<=>(const Sender&) const = default;
};

struct Stray {
  StrayReason why = StrayReason::wrong_source;
  Duration after{};                 // since the query was sent
  std::optional<Sender> from = {};  // nothing: the address and port that we asked
  std::optional<std::uint8_t> hop_limit = {};
  Bytes bytes = {};  // at most stray_bytes_max of them

  bool operator==(const Stray&) const = default;
};

// What is kept of the strays of one exchange, so that a flood of them cannot fill the memory.
inline constexpr std::size_t strays_max = 4;
inline constexpr std::size_t stray_bytes_max = 4096;

}  // namespace tocsin::record
