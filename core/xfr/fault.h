// Why a zone transfer brought no zone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tocsin::xfr {

enum class FaultKind : std::uint8_t {
  no_connection,  // refused, unreachable, reset, closed before the end
  timeout,        // of a message, or of all of it
  refused,        // an rcode other than NOERROR: the server does not give the zone away
  malformed,      // a message that is no DNS message, or a record that cannot be taken apart
  mismatched,     // not a response to our query
  no_soa,         // it does not begin with the zone's SOA
  changed,        // it ends with another SOA than it began with
  beyond_end,     // records after the final SOA
  foreign_type,   // a type whose data may be compressed in a way that we do not know
  too_large,      // more octets or messages than limits allow
  host,           // this host could not ask: no socket
};

inline constexpr std::array<std::string_view, 11> fault_names{"no_connection",
                                                              "timeout",
                                                              "refused",
                                                              "malformed",
                                                              "mismatched",
                                                              "no_soa",
                                                              "changed",
                                                              "beyond_end",
                                                              "foreign_type",
                                                              "too_large",
                                                              "host"};

constexpr std::string_view name_of(FaultKind kind) {
  return fault_names[static_cast<std::size_t>(kind)];
}

struct Fault {
  FaultKind kind{};
  std::string detail = {};  // "REFUSED", "message 3"
};

inline std::string to_text(const Fault& fault) {
  const std::string name(name_of(fault.kind));
  return fault.detail.empty() ? name : name + ": " + fault.detail;
}

inline tl::unexpected<Fault> faulty(FaultKind kind, std::string detail = {}) {
  return fail_with(Fault{.kind = kind, .detail = std::move(detail)});
}

}  // namespace tocsin::xfr
