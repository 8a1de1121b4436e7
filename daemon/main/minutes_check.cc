#include "daemon/main/minutes_check.h"

#include "core/durable/journal_reader.h"
#include "core/entry/journal_record.h"
#include "core/record/minute_results.h"
#include "daemon/segments/segment_minutes.h"

namespace tocsin::collector {
namespace {

Result<record::MinuteResults> results_at(durable::FileSystem& files,
                                         const durable::FileSystem::Path& journal,
                                         std::uint64_t index) {
  std::optional<record::MinuteResults> results;
  const auto read = durable::JournalReader(files, journal, index)
                        .read(index + 1, [&](std::uint64_t, ByteView bytes) {
                          const auto record = entry::decode_journal_record(bytes);
                          if (record) results = record::open_minute_results(record->payload);
                        });
  if (!read) return durable::fail(read.error());
  if (!results) return fail("journal record " + std::to_string(index) + " is another than before");
  return *std::move(results);
}

}  // namespace

Result<std::vector<std::string>> check_all_minutes(
    durable::FileSystem& files,
    const durable::FileSystem::Path& journal,
    const std::map<std::uint64_t, entry::LoggedMinutes>& entries) {
  std::vector<std::string> wrong;
  for (const auto& [index, logged] : entries) {
    const auto results = results_at(files, journal, index);
    if (!results) return tl::unexpected(results.error());
    const auto why = check_minutes(files, journal, logged, *results);
    if (!why.empty()) wrong.push_back("entry " + std::to_string(index) + ": " + why);
  }
  return wrong;
}

}  // namespace tocsin::collector
