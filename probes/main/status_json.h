// A probe's status as JSON: what the running probe keeps in its state directory
// (docs/formats/probe-status.md), and what `tocsin-probe status --output json` adds to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "probes/status/status_problems.h"

namespace tocsin::probe {

inline constexpr std::size_t status_bytes_max = 1024 * 1024;

std::string encode_status(const ProbeStatus& status);

// The file may be damaged, of another version, or anybody's: an error names the first field that is
// not as it should be.
Result<ProbeStatus> decode_status(std::string_view text);

// What whoever asks wants to know beside it.
struct StatusVerdict {
  Running running = Running::unknown;
  std::optional<Duration> age;
  std::vector<std::string> problems;
};

std::string as_json(const ProbeStatus& status, const StatusVerdict& verdict);

}  // namespace tocsin::probe
