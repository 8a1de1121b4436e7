#include "core/durable/replaced_file.h"

namespace tocsin::durable {

Result<std::string> ReplacedFile::read() const {
  if (!files_.exists(path_)) return std::string();
  const auto bytes = read_whole(files_, path_, bytes_max_);
  if (!bytes) return fail(bytes.error());
  if (bytes->empty()) return tocsin::fail(path_.string() + " is empty: restore it from a copy");
  return std::string(as_text(*bytes));
}

Status<> ReplacedFile::load() {
  auto there = read();
  if (!there) return tl::unexpected(there.error());
  content_ = std::move(*there);
  return {};
}

Status<> ReplacedFile::replace(std::string content) {
  const auto there = read();
  if (!there) return tl::unexpected(there.error());
  if (*there != content_)
    return tocsin::fail(path_.string() + " has been changed by somebody else");
  const auto written = write_atomically(files_, path_, as_bytes(content), privacy_);
  if (!written) return fail(written.error());
  content_ = std::move(content);
  return {};
}

}  // namespace tocsin::durable
