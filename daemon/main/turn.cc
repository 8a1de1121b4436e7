#include "daemon/main/turn.h"

#include "core/durable/journal.h"
#include "core/durable/replaced_file.h"
#include "daemon/main/in_force.h"
#include "daemon/main/next_origins.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t years_bytes_max = 4096;
constexpr auto privacy = durable::Privacy::owner_only;

durable::FileStatus remove_files(durable::FileSystem& files, const std::filesystem::path& folder) {
  if (!files.exists(folder)) return {};
  const auto names = files.list(folder);
  if (!names) return tl::unexpected(names.error());
  for (const auto& name : *names) {
    if (auto removed = files.remove(folder / name); !removed) return removed;
  }
  return files.sync_directory(folder);
}

// Everything in it is durable when this returns.
Status<> begin(durable::FileSystem& files,
               const LogLayout& next,
               const LogLayout& old,
               std::uint64_t size) {
  if (auto removed = remove_files(files, next.journal()); !removed) {
    return durable::fail(removed.error());
  }
  auto journal = durable::Journal::open(files, next.journal());
  if (!journal) return durable::fail(journal.error());
  const auto append = [&](ByteView record) -> Status<> {
    const auto appended = journal->append(record);
    if (!appended) return durable::fail(appended.error());
    return {};
  };
  if (auto put = each_in_force(files, old.journal(), size, append); !put) return put;
  const auto synced = journal->sync().and_then([&] { return files.sync_directory(next.dir); });
  if (!synced) return durable::fail(synced.error());
  return {};
}

Status<> write_years(durable::FileSystem& files, const StateLayout& layout, int year) {
  durable::ReplacedFile years(files, layout.years(), years_bytes_max, privacy);
  if (auto loaded = years.load(); !loaded) return loaded;
  return years.replace(years.content() + std::to_string(year) + "\n");
}

}  // namespace

std::optional<record::NextOrigin> next_log(const State& state,
                                           const entry::OriginBook& announced,
                                           WallTime now) {
  const auto* current = announced.find(state.log.origin);
  const auto after = current == nullptr ? WallTime{} : current->from;
  std::optional<record::NextOrigin> next;
  for (const auto& each : announced.announced()) {
    const bool is_ours = each.origin == origin_of(state.name, year_of(each.from));
    if (is_ours && each.from > after && each.from <= now) next = each;
  }
  return next;
}

Status<> can_turn(durable::FileSystem& files,
                  const StateLayout& layout,
                  const State& state,
                  const record::NextOrigin& next) {
  const auto log = read_log(files, layout, state.name, year_of(next.from));
  if (!log) return tl::unexpected(log.error());
  if (log->key.public_key() != next.key) {
    return fail(log->layout.key().string() + " is another key than the log has announced");
  }
  if (files.exists(log->layout.committed())) {
    return fail(log->layout.committed().string() + " is there: " + next.origin +
                " has begun before; put back " + layout.years().string() + " from a copy");
  }
  return {};
}

Status<> turn(durable::FileSystem& files,
              const StateLayout& layout,
              const State& state,
              const record::NextOrigin& next) {
  if (auto can = can_turn(files, layout, state, next); !can) return can;
  const auto& old = state.log;
  // Held, so that no collector runs meanwhile.
  const auto journal = durable::Journal::open(
      files, old.layout.journal(), {.sealed = durable::SealedSegments::by_sidecar});
  if (!journal) return durable::fail(journal.error());
  Ledger ledger(files, places_of(old.layout), old.origin, old.key);
  if (auto ended = ledger.open(journal->durable_below()); !ended) return ended;
  const auto year = year_of(next.from);
  if (auto begun = begin(files, layout.log_of(year), old.layout, journal->durable_below());
      !begun) {
    return begun;
  }
  return write_years(files, layout, year);
}

}  // namespace tocsin::collector
