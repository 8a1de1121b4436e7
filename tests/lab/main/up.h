// `tocsin-lab up`: makes the state folder, enters the cage and waits until the lab is ready.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/cli/exit_code.h"

namespace tocsin::lab {

// This system cannot hold a lab, whatever is tried: an automated test would say "skipped".
inline constexpr auto no_namespaces_exit = static_cast<cli::ExitCode>(77);

struct UpOptions {
  std::string state;
  std::string profile = "small";
  std::string hints = "/usr/share/dns/root.hints";
  std::uint64_t seed = 1;
  std::uint64_t owner = 0;  // a process with which the lab ends; 0: none
};

Result<cli::ExitCode> up(const UpOptions& options);

// Removes what `up` and the lab wrote; what others put into the folder stays, and then so does it.
void remove_state(const std::string& state);

// $TOCSIN_LAB_STATE, or a folder of this user's below /tmp.
std::string default_state();

}  // namespace tocsin::lab
