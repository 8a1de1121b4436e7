// What became of one query. Each is data of equal standing; none is an error of the program.
//
// The numbers are part of the payload format (docs/formats/payload.md): never reuse one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tocsin::record {

enum class Outcome : std::uint8_t {
  answered = 0,     // a reply that matches address, port, id and question, well formed, in time
  timeout = 1,      // nothing that counts arrived in time
  refused = 2,      // ICMP port unreachable, or TCP reset on connect
  unreachable = 3,  // ICMP or local routing: no way to the address
  malformed = 4,    // from the right place with the right id, but not a DNS reply
  mismatched = 5,   // only replies that do not match arrived (wrong id, question, case or source)
  truncated = 6,    // a matching reply with TC set
  reset = 7,        // a TCP connection that ended before a whole reply
  intercepted = 8,  // answered, but by something that is not the server asked
};

inline constexpr std::size_t outcome_count = 9;
inline constexpr std::array<std::string_view, outcome_count> outcome_names{"answered",
                                                                           "timeout",
                                                                           "refused",
                                                                           "unreachable",
                                                                           "malformed",
                                                                           "mismatched",
                                                                           "truncated",
                                                                           "reset",
                                                                           "intercepted"};

constexpr std::string_view name_of(Outcome outcome) {
  return outcome_names[static_cast<std::size_t>(outcome)];
}

constexpr std::optional<Outcome> outcome_from(std::uint64_t number) {
  if (number >= outcome_count) return std::nullopt;
  return static_cast<Outcome>(number);
}

// Where a round-trip time comes from. The numbers are part of the payload format.
enum class RttSource : std::uint8_t {
  none = 0,            // no reply that could be timed
  bracket = 1,         // CLOCK_MONOTONIC_RAW read around the system calls
  kernel_receive = 2,  // start by the bracket, end by the kernel's receive stamp
  kernel = 3,          // both ends by the kernel's stamps
};

inline constexpr std::size_t rtt_source_count = 4;
inline constexpr std::array<std::string_view, rtt_source_count> rtt_source_names{
    "none", "bracket", "kernel_receive", "kernel"};

constexpr std::string_view name_of(RttSource source) {
  return rtt_source_names[static_cast<std::size_t>(source)];
}

enum class Transport : std::uint8_t { udp = 0, tcp = 1 };

constexpr std::string_view name_of(Transport transport) {
  return transport == Transport::udp ? "udp" : "tcp";
}

}  // namespace tocsin::record
