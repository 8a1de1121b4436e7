// What the host of a witness decides, checked and with defaults filled in. config/witness.yaml is
// the same in YAML, with a comment for each key.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/listener.h"
#include "core/base/time.h"

namespace tocsin::config {

struct WitnessedLog {
  std::string origin;             // empty: the name of its first key
  std::vector<std::string> keys;  // verifier keys in the text form of C2SP signed-note
  // Where it is asked for its checkpoints; nothing: it sends them.
  std::optional<plan::Address> address;
  std::uint16_t port = 8445;
};

struct WitnessOptions {
  std::filesystem::path state_dir;
  std::string name;  // of its key
  std::filesystem::path key_file;
  std::filesystem::path passphrase_file;  // empty: the key is not encrypted
  std::optional<Listener> listener;       // nothing: nobody connects to this witness
  std::vector<WitnessedLog> logs;
  Duration poll_every = std::chrono::seconds(10);
};

}  // namespace tocsin::config
