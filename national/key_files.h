// A key as two files, made once and never overwritten: STEM.pem, secret, and STEM.pub, one line
// that is handed out.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/cli/option.h"
#include "core/crypto/ed25519.h"
#include "national/desk.h"

namespace tocsin::national {

struct KeyFiles {
  std::string folder;
  std::string stem;             // "country-key"
  std::string passphrase_file;  // empty: the secret file is not encrypted
};

// The options that fill it in, all but the stem. It must outlive them.
std::vector<cli::Option> options_of(KeyFiles& files);

// Prints what it wrote into STEM.pub: what `as_text` makes of the public half.
Status<> make_key_files(Desk& desk,
                        const KeyFiles& files,
                        const std::function<std::string(const crypto::PublicKey&)>& as_text);

}  // namespace tocsin::national
