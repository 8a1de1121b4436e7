// What the host of a witness decides, checked and with defaults filled in. config/witness.yaml is
// the same in YAML, with a comment for each key.
#pragma once

#include <filesystem>

#include "core/witness/duty.h"

namespace tocsin::config {

struct WitnessOptions {
  std::filesystem::path state_dir;
  std::filesystem::path key_file;
  std::filesystem::path passphrase_file;  // empty: the key is not encrypted
  witness::Duty duty;
};

}  // namespace tocsin::config
