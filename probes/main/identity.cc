#include "probes/main/identity.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t key_bytes_max = 16 * 1024;

Result<crypto::SigningKey> read_key(durable::FileSystem& files, const std::filesystem::path& path) {
  const auto pem = durable::read_whole(files, path, key_bytes_max);
  if (!pem) return durable::fail(pem.error());
  auto key = crypto::SigningKey::from_pem(as_text(*pem));
  if (!key) return fail("cannot use " + path.string() + ": " + key.error().text);
  return key;
}

}  // namespace

Result<crypto::SigningKey> open_identity(durable::FileSystem& files,
                                         const StateLayout& layout,
                                         Entropy& entropy) {
  constexpr auto privacy = durable::Privacy::owner_only;
  if (files.exists(layout.key())) return read_key(files, layout.key());
  const auto made = files.make_directory(layout.dir, privacy);
  if (!made) return durable::fail(made.error());
  auto key = crypto::SigningKey::generate(entropy);
  const auto pem = key.to_pem();
  const auto written = durable::write_atomically(files, layout.key(), as_bytes(pem), privacy);
  if (!written) return durable::fail(written.error());
  return key;
}

}  // namespace tocsin::probe
