#include "national/key.h"

#include <memory>

#include "core/crypto/public_key_text.h"
#include "national/key_files.h"

namespace tocsin::national {
namespace {

Result<cli::ExitCode> make_key(Desk& desk, const KeyFiles& files) {
  const auto as_text = [](const crypto::PublicKey& key) { return crypto::to_text(key); };
  if (auto made = make_key_files(desk, files, as_text); !made) return tl::unexpected(made.error());
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command key_command(Desk& desk) {
  const auto files = std::make_shared<KeyFiles>();
  files->stem = "country-key";
  return {.name = "key",
          .summary = "Make a country's enrolment key and print its public half.",
          .options = options_of(*files),
          .operands = {},
          .run = [&desk, files] { return make_key(desk, *files); }};
}

}  // namespace tocsin::national
