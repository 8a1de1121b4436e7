#include "national/desk.h"

#include "core/crypto/public_key_text.h"

namespace tocsin::national {
namespace {

constexpr std::size_t file_bytes_max = 16 * 1024;

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace

Result<std::string> read_text(Desk& desk, const std::filesystem::path& path) {
  const auto bytes = durable::read_whole(desk.files, path, file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return std::string(as_text(*bytes));
}

Result<std::optional<std::string>> read_passphrase(Desk& desk, const std::string& path) {
  if (path.empty()) return std::nullopt;
  const auto text = read_text(desk, path);
  if (!text) return fail(text.error().text);
  auto passphrase = first_line(*text);
  if (passphrase.empty()) return fail(path + ": the first line is the passphrase, and it is empty");
  return passphrase;
}

Result<crypto::SigningKey> read_key(Desk& desk,
                                    const std::filesystem::path& path,
                                    const std::optional<std::string>& passphrase) {
  const auto pem = read_text(desk, path);
  if (!pem) return fail(pem.error().text);
  auto key = crypto::SigningKey::from_pem(*pem, passphrase);
  if (!key) return fail(path.string() + ": " + key.error().text);
  return key;
}

Result<crypto::SigningKey> open_key(Desk& desk,
                                    const std::filesystem::path& path,
                                    const std::string& passphrase_file) {
  const auto passphrase = read_passphrase(desk, passphrase_file);
  if (!passphrase) return fail(passphrase.error().text);
  return read_key(desk, path, *passphrase);
}

Status<> write_statement(Desk& desk, const std::filesystem::path& path, ByteView statement) {
  const auto written =
      durable::write_atomically(desk.files, path, statement, durable::Privacy::shared);
  if (!written) return durable::fail(written.error());
  return {};
}

Result<crypto::PublicKey> read_public_key(Desk& desk, const std::string& text_or_path) {
  if (const auto key = crypto::public_key_from(text_or_path)) return *key;
  const auto text = read_text(desk, text_or_path);
  if (!text) return fail("not a public key in Base64 or hexadecimal, and " + text.error().text);
  if (const auto key = crypto::public_key_from(first_line(*text))) return *key;
  return fail(text_or_path + ": the first line is not a public key in Base64 or hexadecimal");
}

}  // namespace tocsin::national
