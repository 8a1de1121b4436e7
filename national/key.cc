#include "national/key.h"

#include <memory>
#include <ostream>

#include "core/crypto/public_key_text.h"

namespace tocsin::national {
namespace {

using durable::Privacy;

struct KeyOptions {
  std::string out;
  std::string passphrase_file;
};

Status<> write(Desk& desk, const std::filesystem::path& path, std::string_view text, Privacy who) {
  const auto written = durable::write_atomically(desk.files, path, as_bytes(text), who);
  if (!written) return durable::fail(written.error());
  return {};
}

std::string pem_of(const crypto::SigningKey& key, const std::optional<std::string>& passphrase) {
  return passphrase ? key.to_encrypted_pem(*passphrase) : key.to_pem();
}

Result<cli::ExitCode> make_key(Desk& desk, const KeyOptions& options) {
  const std::filesystem::path folder = options.out;
  const auto secret = folder / "country-key.pem";
  const auto open = folder / "country-key.pub";
  const auto passphrase = read_passphrase(desk, options.passphrase_file);
  if (!passphrase) return fail(passphrase.error().text);
  const auto made = desk.files.make_directory(folder, Privacy::owner_only);
  if (!made) return durable::fail(made.error());
  if (desk.files.exists(secret)) {
    return fail(secret.string() + " is there already; a country's key is never overwritten");
  }

  const auto key = crypto::SigningKey::generate(desk.entropy);
  const auto text = crypto::to_text(key.public_key());
  auto written = write(desk, secret, pem_of(key, *passphrase), Privacy::owner_only);
  if (written) written = write(desk, open, text + "\n", Privacy::shared);
  if (!written) return fail(written.error().text);
  desk.out << text << "\n";
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command key_command(Desk& desk) {
  const auto options = std::make_shared<KeyOptions>();
  return {.name = "key",
          .summary = "Make a country's enrolment key and print its public half.",
          .options = {{.name = "out",
                       .value = "DIR",
                       .help = "Where country-key.pem (secret) and country-key.pub go.",
                       .target = cli::into(options->out),
                       .presence = cli::Presence::required},
                      {.name = "passphrase-file",
                       .value = "FILE",
                       .help = "Encrypt the key with the first line of this file.",
                       .target = cli::into(options->passphrase_file)}},
          .operands = {},
          .run = [&desk, options] { return make_key(desk, *options); }};
}

}  // namespace tocsin::national
