// Why a time server's reply, or its silence, says nothing about our clock. Each is data with a name
// of its own: an operator is told which server failed how.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tocsin::probe {

enum class TimeFault : std::uint8_t {
  no_answer,       // nothing in time
  unreachable,     // this host or ICMP says that the question does not get there
  wrong_source,    // only from another address or port than we asked
  too_short,       // fewer octets than the header has
  wrong_version,   // neither 3 nor 4
  not_a_server,    // another mode than a server's
  wrong_origin,    // does not repeat what we sent: forged, or the answer to an earlier question
  kiss_deny,       // DENY, RSTR: we are not wanted there and ask no more
  kiss_rate,       // RATE: we ask less often
  kiss_other,      // any other kiss-o'-death (RFC 5905 section 7.4)
  unsynchronised,  // says itself that it has no time
  bad_stratum,     // 16 and above
  no_time,         // no time of reception or sending
  backwards,       // sent before it received, or before its clock was last set
  too_distant,     // its own root distance is beyond what RFC 5905 takes time from
};

inline constexpr std::array<std::string_view, 15> time_fault_names{"no_answer",
                                                                   "unreachable",
                                                                   "wrong_source",
                                                                   "too_short",
                                                                   "wrong_version",
                                                                   "not_a_server",
                                                                   "wrong_origin",
                                                                   "kiss_deny",
                                                                   "kiss_rate",
                                                                   "kiss_other",
                                                                   "unsynchronised",
                                                                   "bad_stratum",
                                                                   "no_time",
                                                                   "backwards",
                                                                   "too_distant"};

constexpr std::string_view name_of(TimeFault fault) {
  return time_fault_names[static_cast<std::size_t>(fault)];
}

}  // namespace tocsin::probe
