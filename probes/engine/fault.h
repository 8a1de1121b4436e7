// What an error of the kernel says about the measurement.
#pragma once

#include <optional>
#include <string_view>
#include <system_error>

#include "core/base/result.h"
#include "core/record/outcome.h"
#include "probes/engine/exchange.h"

namespace tocsin::probe {

// Nothing where the error is this host's own (no sockets, no ports, its firewall): then nothing was
// measured.
std::optional<record::Outcome> outcome_of(const std::error_code& error);

// For those: "cannot send to 192.0.2.1:53: Operation not permitted".
Error cannot(std::string_view do_what, const Ask& ask, const std::error_code& error);

}  // namespace tocsin::probe
