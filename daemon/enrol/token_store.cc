#include "daemon/enrol/token_store.h"

#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "daemon/enrol/probe_name.h"

namespace tocsin::collector {
namespace {

using durable::Privacy;

constexpr std::size_t secret_bytes = 16;
constexpr std::size_t token_bytes_max = probe_name_max + 1 + 2 * secret_bytes;
constexpr std::size_t file_bytes_max = 256;

std::string file_name_of(std::string_view token) {
  return to_hex(crypto::sha256(as_bytes(token)));
}

std::string secret_from(Entropy& entropy) {
  ByteArray<secret_bytes> secret;
  entropy.fill(secret);
  return to_hex(secret);
}

struct Issued {
  std::string name;
  WallTime at;
};

std::optional<Issued> issued_from(std::string_view text) {
  const auto line = text.find('\n');
  if (line == std::string_view::npos || !text.ends_with('\n')) return std::nullopt;
  const auto name = text.substr(0, line);
  const auto at = from_rfc3339(text.substr(line + 1, text.size() - line - 2));
  if (!at || !is_probe_name(name)) return std::nullopt;
  return Issued{std::string(name), *at};
}

}  // namespace

Status<> TokenStore::prepare() {
  for (const auto* state : {"open", "used"}) {
    auto made = files_.make_directory(folder_ / state, Privacy::owner_only);
    if (!made) return fail(made.error());
  }
  return {};
}

Result<std::string> TokenStore::issue(std::string_view name, WallTime now, Entropy& entropy) {
  if (!is_probe_name(name)) {
    return tocsin::fail("no name for a probe: \"" + std::string(name) +
                        "\" (lower-case letters, digits and inner hyphens, at most 32)");
  }
  const auto token = std::string(name) + "." + secret_from(entropy);
  const auto text = std::string(name) + "\n" + to_rfc3339(now) + "\n";
  const auto path = folder_ / "open" / file_name_of(token);
  const auto written = durable::write_atomically(files_, path, as_bytes(text), Privacy::owner_only);
  if (!written) return fail(written.error());
  return token;
}

std::optional<std::string> TokenStore::name_of(std::string_view token, WallTime now) {
  if (token.size() > token_bytes_max) return std::nullopt;
  const auto text =
      durable::read_whole(files_, folder_ / "open" / file_name_of(token), file_bytes_max);
  if (!text) return std::nullopt;
  const auto issued = issued_from(as_text(*text));
  if (!issued || now - issued->at > token_age_max) return std::nullopt;
  return issued->name;
}

bool TokenStore::use_up(std::string_view token) {
  const auto name = file_name_of(token);
  if (!files_.rename(folder_ / "open" / name, folder_ / "used" / name)) return false;
  return files_.sync_directory(folder_ / "used").has_value() &&
         files_.sync_directory(folder_ / "open").has_value();
}

}  // namespace tocsin::collector
