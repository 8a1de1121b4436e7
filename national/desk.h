// What the commands of this program work with, so that tests can watch them.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "core/base/entropy.h"
#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"

namespace tocsin::national {

struct Desk {
  durable::FileSystem& files;
  Entropy& entropy;
  std::ostream& out;
};

Result<std::string> read_text(Desk& desk, const std::filesystem::path& path);

// The first line of a passphrase file; nothing where no file is given.
Result<std::optional<std::string>> read_passphrase(Desk& desk, const std::string& path);

Result<crypto::SigningKey> read_key(Desk& desk,
                                    const std::filesystem::path& path,
                                    const std::optional<std::string>& passphrase);

// The same, with the passphrase from such a file.
Result<crypto::SigningKey> open_key(Desk& desk,
                                    const std::filesystem::path& path,
                                    const std::string& passphrase_file);

// Where a signed statement goes; it is no secret.
Status<> write_statement(Desk& desk, const std::filesystem::path& path, ByteView statement);

// A public key as people hand it over: Base64 or hexadecimal, or a file whose first line is that.
Result<crypto::PublicKey> read_public_key(Desk& desk, const std::string& text_or_path);

}  // namespace tocsin::national
