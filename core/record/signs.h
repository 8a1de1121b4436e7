// What is odd about an exchange, beside its outcome: reasons to doubt that the server that was
// asked is the one that answered. Each is kept, most prove nothing alone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tocsin::record {

// The numbers are bits of the payload format.
enum class Sign : std::uint8_t {
  stray = 0,                // a message that does not match arrived (stray.h has it)
  second_answer = 1,        // two answers that match and differ
  icmp_error = 2,           // an ICMP error about a query that was answered
  recursion_available = 3,  // RA, from a server that is authoritative
  hop_limit = 4,            // far from what this instance's replies usually arrive with
  nsid_missing = 5,         // asked for, none or an empty one given, and given before
  edns_missing = 6,         // asked with EDNS, answered without, and answered with it before
  // Of traces (trace.h).
  answered_and_expired = 7,  // one and the same query was answered and had expired on its way
  nearer_than_server = 8,    // answered from nearer than this server ever is
};

inline constexpr std::size_t sign_count = 9;
inline constexpr std::array<std::string_view, sign_count> sign_names{"stray",
                                                                     "second_answer",
                                                                     "icmp_error",
                                                                     "recursion_available",
                                                                     "hop_limit",
                                                                     "nsid_missing",
                                                                     "edns_missing",
                                                                     "answered_and_expired",
                                                                     "nearer_than_server"};

constexpr std::string_view name_of(Sign sign) {
  return sign_names[static_cast<std::size_t>(sign)];
}

class Signs {
 public:
  constexpr Signs() = default;
  constexpr explicit Signs(std::uint16_t bits) : bits_(bits) {}

  constexpr void set(Sign sign) { bits_ = static_cast<std::uint16_t>(bits_ | bit(sign)); }
  constexpr bool has(Sign sign) const { return (bits_ & bit(sign)) != 0; }
  constexpr bool any() const { return bits_ != 0; }
  constexpr std::uint16_t bits() const { return bits_; }

  bool operator==(const Signs&) const = default;

 private:
  static constexpr std::uint16_t bit(Sign sign) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(sign));
  }

  std::uint16_t bits_ = 0;
};

// Whom a query is for: what is odd of one is not of another.
enum class Role : std::uint8_t {
  root,       // never recurses
  tld,        // should not recurse, and a few do
  reference,  // may be anything that answers
};

// Somebody on the way has answered: then the answer is no server's, and says nothing about one.
// Two different answers to one query cannot both be the server's; no root server recurses; a reply
// that has lost its NSID and comes from another distance has been made elsewhere; and a query that
// never got to the server was not answered by it.
constexpr bool shows_interception(Signs signs, Role role) {
  return signs.has(Sign::second_answer) ||
         (signs.has(Sign::recursion_available) && role == Role::root) ||
         (signs.has(Sign::nsid_missing) && signs.has(Sign::hop_limit)) ||
         signs.has(Sign::answered_and_expired);
}

}  // namespace tocsin::record
