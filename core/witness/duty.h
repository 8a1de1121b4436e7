// What a witness is for, as its host has it in a configuration: under which name it cosigns, which
// logs, and where it is asked. The fields are texts and numbers that were checked for their form
// alone; watched_logs() checks the keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/plan/target.h"
#include "core/witness/witness.h"

namespace tocsin::witness {

struct ListenerPlace {
  plan::Address address{.family = plan::Family::v6, .bytes = {}};
  std::uint16_t port = 8446;  // 0: any free one
};

struct LogPlace {
  std::string origin;             // the first line of its checkpoints
  std::vector<std::string> keys;  // verifier keys in the text form of C2SP signed-note
  // Where it is asked for its checkpoints; nothing: it sends them.
  std::optional<plan::Address> address;
  std::uint16_t port = 8445;
  std::string path = "/log";  // below which its checkpoints are there
};

struct Duty {
  std::string name;                       // of the witness's key
  std::optional<ListenerPlace> listener;  // nothing: nobody connects to this witness
  std::vector<LogPlace> logs;
  Duration poll_every = std::chrono::seconds(10);  // of each log that has an address
};

// The logs with their keys. An error names the key that is not one of a log (C2SP signed-note,
// Ed25519).
Result<std::vector<WatchedLog>> watched_logs(const Duty& duty);

}  // namespace tocsin::witness
