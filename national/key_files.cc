#include "national/key_files.h"

#include <ostream>

namespace tocsin::national {
namespace {

using durable::Privacy;

Status<> write(Desk& desk, const std::filesystem::path& path, std::string_view text, Privacy who) {
  const auto written = durable::write_atomically(desk.files, path, as_bytes(text), who);
  if (!written) return durable::fail(written.error());
  return {};
}

std::string pem_of(const crypto::SigningKey& key, const std::optional<std::string>& passphrase) {
  return passphrase ? key.to_encrypted_pem(*passphrase) : key.to_pem();
}

}  // namespace

std::vector<cli::Option> options_of(KeyFiles& files) {
  return {{.name = "out",
           .value = "DIR",
           .help = "Where " + files.stem + ".pem (secret) and " + files.stem + ".pub go.",
           .target = cli::into(files.folder),
           .presence = cli::Presence::required},
          {.name = "passphrase-file",
           .value = "FILE",
           .help = "Encrypt the key with the first line of this file.",
           .target = cli::into(files.passphrase_file)}};
}

Status<> make_key_files(Desk& desk,
                        const KeyFiles& files,
                        const std::function<std::string(const crypto::PublicKey&)>& as_text) {
  const std::filesystem::path folder = files.folder;
  const auto secret = folder / (files.stem + ".pem");
  const auto open = folder / (files.stem + ".pub");
  const auto passphrase = read_passphrase(desk, files.passphrase_file);
  if (!passphrase) return fail(passphrase.error().text);
  const auto made = desk.files.make_directory(folder, Privacy::owner_only);
  if (!made) return durable::fail(made.error());
  if (desk.files.exists(secret)) {
    return fail(secret.string() + " is there already; a key is never overwritten");
  }

  const auto key = crypto::SigningKey::generate(desk.entropy);
  const auto text = as_text(key.public_key());
  auto written = write(desk, secret, pem_of(key, *passphrase), Privacy::owner_only);
  if (written) written = write(desk, open, text + "\n", Privacy::shared);
  if (written) desk.out << text << "\n";
  return written;
}

}  // namespace tocsin::national
