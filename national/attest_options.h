// What `attest` is told, as options. Each value is checked where it is given, so that a mistake is
// named before a key is opened.
#pragma once

#include <string>
#include <vector>

#include "core/cli/option.h"
#include "core/record/attestation.h"

namespace tocsin::national {

struct AttestOptions {
  std::string key;
  std::string passphrase_file;
  std::string probe_key;  // the key itself, or a file with it
  std::string out;
  record::Attestation said;  // all but the probe's key and id
};

// The values land in `options`, which must outlive what is given back.
std::vector<cli::Option> options_of(AttestOptions& options);

}  // namespace tocsin::national
