#include "daemon/main/next_origins.h"

#include <chrono>

namespace tocsin::collector {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t key_bytes_max = 4096;

// Its first moment in UTC.
WallTime begin_of(int year) {
  const chrono::sys_days day = chrono::year{year} / chrono::January / 1;
  return {day.time_since_epoch()};
}

Status<> make_key(durable::FileSystem& files, const std::filesystem::path& path, Entropy& entropy) {
  constexpr auto privacy = durable::Privacy::owner_only;
  const auto made = files.make_directory(path.parent_path(), privacy);
  if (!made) return durable::fail(made.error());
  const auto pem = crypto::SigningKey::generate(entropy).to_pem();
  const auto written = durable::write_atomically(files, path, as_bytes(pem), privacy);
  if (!written) return durable::fail(written.error());
  return {};
}

// What is there may be of a step that failed half-way.
Status<> keep(durable::FileSystem& files, const std::filesystem::path& path) {
  for (auto folder : {path.parent_path(), path.parent_path().parent_path()}) {
    const auto synced = files.sync_directory(folder);
    if (!synced) return durable::fail(synced.error());
  }
  return {};
}

Result<crypto::PublicKey> read_key(durable::FileSystem& files, const std::filesystem::path& path) {
  const auto bytes = durable::read_whole(files, path, key_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  const auto key = crypto::SigningKey::from_pem(as_text(*bytes));
  if (!key) return fail(path.string() + ": " + key.error().text);
  return key->public_key();
}

}  // namespace

int year_of(WallTime time) {
  const chrono::sys_time<Duration> at{time.since_epoch};
  return static_cast<int>(chrono::year_month_day(chrono::floor<chrono::days>(at)).year());
}

std::string origin_of(const std::string& name, int year) {
  return name + "/" + std::to_string(year);
}

Result<std::vector<record::NextOrigin>> next_origins(durable::FileSystem& files,
                                                     const StateLayout& layout,
                                                     const std::string& name,
                                                     const entry::OriginBook& announced,
                                                     WallTime now,
                                                     Entropy& entropy) {
  std::vector<record::NextOrigin> news;
  for (int year = year_of(now) + 1; year <= year_of(now) + years_ahead; ++year) {
    const auto origin = origin_of(name, year);
    if (!record::is_origin(origin)) return fail(origin + " can be no log's name");
    const auto* before = announced.find(origin);
    const auto path = layout.log_of(year).key();
    if (before == nullptr && !files.exists(path)) {
      if (auto made = make_key(files, path, entropy); !made) return tl::unexpected(made.error());
    }
    const auto key = read_key(files, path);
    if (!key) return tl::unexpected(key.error());
    if (before == nullptr) {
      if (auto kept = keep(files, path); !kept) return tl::unexpected(kept.error());
      news.push_back({origin, *key, begin_of(year)});
    } else if (before->key != *key) {
      return fail(path.string() + " is another key than the log has announced");
    }
  }
  return news;
}

}  // namespace tocsin::collector
