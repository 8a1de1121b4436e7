#include "probes/main/identity.h"

#include "core/base/hex.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t small_file_bytes_max = 16 * 1024;

Result<std::string> read_text(durable::FileSystem& files, const std::filesystem::path& path) {
  const auto bytes = durable::read_whole(files, path, small_file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return std::string(as_text(*bytes));
}

Status<> write_text(durable::FileSystem& files,
                    const std::filesystem::path& path,
                    std::string_view text) {
  const auto written =
      durable::write_atomically(files, path, as_bytes(text), durable::Privacy::owner_only);
  if (!written) return durable::fail(written.error());
  return {};
}

Result<crypto::SigningKey> open_key(durable::FileSystem& files,
                                    const std::filesystem::path& path,
                                    Entropy& entropy) {
  if (files.exists(path)) {
    const auto pem = read_text(files, path);
    if (!pem) return fail(pem.error().text);
    auto key = crypto::SigningKey::from_pem(*pem);
    if (!key) return fail("cannot use " + path.string() + ": " + key.error().text);
    return key;
  }
  auto key = crypto::SigningKey::generate(entropy);
  if (const auto written = write_text(files, path, key.to_pem()); !written) {
    return fail(written.error().text);
  }
  return key;
}

Result<std::uint64_t> read_incarnation(durable::FileSystem& files,
                                       const std::filesystem::path& path) {
  const auto text = read_text(files, path);
  if (!text) return fail(text.error().text);
  const auto bytes = from_hex(std::string_view(*text).substr(0, text->find('\n')));
  const auto number = bytes && bytes->size() == 8 ? Cursor(*bytes).take_be64() : std::nullopt;
  if (!number) return fail(path.string() + " does not hold 16 hexadecimal digits");
  return *number;
}

Result<std::uint64_t> open_incarnation(durable::FileSystem& files,
                                       const std::filesystem::path& path,
                                       Entropy& entropy) {
  if (files.exists(path)) return read_incarnation(files, path);
  const auto number = entropy.u64();
  Bytes bytes;
  append_be64(bytes, number);
  if (const auto written = write_text(files, path, to_hex(bytes) + "\n"); !written) {
    return fail(written.error().text);
  }
  return number;
}

}  // namespace

Result<Identity> open_identity(durable::FileSystem& files,
                               const StateLayout& layout,
                               Entropy& entropy) {
  const auto made = files.make_directory(layout.dir, durable::Privacy::owner_only);
  if (!made) return durable::fail(made.error());
  auto key = open_key(files, layout.key(), entropy);
  if (!key) return fail(key.error().text);
  const auto incarnation = open_incarnation(files, layout.incarnation(), entropy);
  if (!incarnation) return fail(incarnation.error().text);
  return Identity{.key = std::move(*key), .incarnation = *incarnation};
}

}  // namespace tocsin::probe
