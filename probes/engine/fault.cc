#include "probes/engine/fault.h"

#include <cerrno>

namespace tocsin::probe {

std::optional<record::Outcome> outcome_of(const std::error_code& error) {
  using record::Outcome;
  switch (error.value()) {
    case ECONNREFUSED:
      return Outcome::refused;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
    case ENONET:
    case ENOPROTOOPT:  // ICMP protocol unreachable
    case EACCES:       // ICMPv6 administratively prohibited
      return Outcome::unreachable;
    case ECONNRESET:
    case ECONNABORTED:
    case EPIPE:
    case EPROTO:
      return Outcome::reset;
    case ETIMEDOUT:
      return Outcome::timeout;
    default:
      return std::nullopt;
  }
}

Error cannot(std::string_view do_what, const Ask& ask, const std::error_code& error) {
  return {"cannot " + std::string(do_what) + " " + to_text(ask.server) + ": " + error.message()};
}

}  // namespace tocsin::probe
