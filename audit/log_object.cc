#include "audit/log_object.h"

#include "audit/log_fetch.h"
#include "core/base/hex.h"
#include "core/crypto/sha256.h"

namespace tocsin::audit {
namespace {

Result<Bytes> read(durable::FileSystem& files, const std::filesystem::path& path) {
  auto bytes = durable::read_whole(files, path, tlog::log_file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return std::move(*bytes);
}

}  // namespace

Result<Bytes> object_of(durable::FileSystem& files, const LogSource& source, const Digest& digest) {
  const auto name = "object/" + to_hex(digest);
  auto bytes = is_url(source.log) ? fetch_one(source.log, name)
                                  : read(files, std::filesystem::path(source.log) / name);
  if (bytes && crypto::sha256(*bytes) != digest) return fail(name + ": has another digest");
  return bytes;
}

}  // namespace tocsin::audit
