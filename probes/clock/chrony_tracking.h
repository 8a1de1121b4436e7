// chronyd's own words on how far off the clock is: the "tracking" report of its command protocol,
// version 6, as candm.h of chrony 4.3 defines it and chronyc speaks it. Pure and total.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace tocsin::probe {

inline constexpr std::uint16_t chrony_port = 323;

enum class ChronyFault : std::uint8_t {
  no_answer,       // no chronyd on this host, or it does not listen on loopback (cmdport 0)
  too_short,       // fewer octets than the report has
  wrong_version,   // another protocol than 6
  not_a_reply,     // another kind of packet, or the reply to another command
  wrong_sequence,  // not to our question
  refused,         // chronyd says that it will not or cannot
  out_of_range,    // a figure that no clock has
  unsynchronised,  // it runs, and has no time
  its_own_clock,   // its source is this very clock (the `local` directive)
};

inline constexpr std::array<std::string_view, 9> chrony_fault_names{"no_answer",
                                                                    "too_short",
                                                                    "wrong_version",
                                                                    "not_a_reply",
                                                                    "wrong_sequence",
                                                                    "refused",
                                                                    "out_of_range",
                                                                    "unsynchronised",
                                                                    "its_own_clock"};

constexpr std::string_view name_of(ChronyFault fault) {
  return chrony_fault_names[static_cast<std::size_t>(fault)];
}

struct ChronyTracking {
  std::uint32_t reference_id = 0;
  std::uint16_t stratum = 0;
  Duration correction{};  // that it is still working off; either sign
  Duration root_delay{};
  Duration root_dispersion{};
};

Bytes chrony_request(std::uint32_t sequence);

// What is accepted is synchronised to something other than this clock.
Result<ChronyTracking, ChronyFault> parse_chrony_tracking(ByteView bytes, std::uint32_t sequence);

// "|system_time_offset| + root_dispersion + (0.5 * root_delay)": chronyc(1), `tracking`.
Duration bound_of(const ChronyTracking& tracking);

}  // namespace tocsin::probe
