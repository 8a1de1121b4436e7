#include "probes/main/log_keys.h"

#include <algorithm>

#include "core/base/base64.h"
#include "core/system/log.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t small_file_bytes_max = 64 * 1024;

Result<crypto::PublicKey> key_from(std::string_view text) {
  const auto bytes = from_base64(text.substr(0, text.find('\n')));
  crypto::PublicKey key{};
  if (!bytes || bytes->size() != key.size()) return fail("the log key is not 32 bytes in Base64");
  std::ranges::copy(*bytes, key.begin());
  return key;
}

Result<crypto::PublicKey> told_key(durable::FileSystem& files,
                                   const EnrolmentFiles& enrolment,
                                   const config::Collector& collector) {
  if (!collector.log_key.empty()) return key_from(collector.log_key);
  const auto bytes = durable::read_whole(files, enrolment.log_key(), small_file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return key_from(as_text(*bytes));
}

Status<> learn_kept(durable::FileSystem& files,
                    const std::filesystem::path& path,
                    entry::LogKeys& keys) {
  if (!files.exists(path)) return {};
  const auto bytes = durable::read_whole(files, path, small_file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  return keys.learn({entry::Kind::origins, *bytes});
}

}  // namespace

Result<std::vector<entry::LogKeys>> open_log_keys(
    durable::FileSystem& files,
    const StateLayout& layout,
    const std::vector<config::Collector>& collectors) {
  std::vector<entry::LogKeys> all;
  for (const auto& collector : collectors) {
    const auto enrolment = layout.enrolment(collector.name);
    const auto told = told_key(files, enrolment, collector);
    if (!told) return fail("collector " + collector.name + ": " + told.error().text);
    auto& keys = all.emplace_back(*told);
    const auto path = enrolment.next_origins();
    if (const auto learnt = learn_kept(files, path, keys); !learnt) {
      system::log(system::Level::error,
                  "what a log has announced of later ones cannot be read",
                  {{"file", path.string()}, {"why", learnt.error().text}});
    }
  }
  return all;
}

durable::FileStatus keep_announced(durable::FileSystem& files,
                                   const durable::FileSystem::Path& path,
                                   const entry::LogKeys& keys) {
  record::NextOrigins kept{keys.announced().announced(), {}};
  auto& origins = kept.origins;
  const auto too_many = origins.size() - std::min(origins.size(), record::next_origins_max);
  origins.erase(origins.begin(), origins.begin() + static_cast<std::ptrdiff_t>(too_many));
  return durable::write_atomically(files, path, encode(kept), durable::Privacy::owner_only);
}

}  // namespace tocsin::probe
