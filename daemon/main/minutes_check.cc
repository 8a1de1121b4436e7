#include "daemon/main/minutes_check.h"

#include <algorithm>

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

// Batches whose payload is gone, and of which no minutes are.
std::vector<std::string> unexplained(const JournalCheck& found) {
  auto gone = found.gone();
  for (const auto& [index, logged] : found.minutes()) {
    auto& of_plan = gone[logged.plan];
    const auto next = std::min<std::uint64_t>(logged.next, of_plan.size());
    for (auto leaf = logged.first; leaf < next; ++leaf) of_plan[leaf] = false;
  }
  std::vector<std::string> wrong;
  for (const auto& [plan, of_plan] : gone) {
    const auto count = std::ranges::count(of_plan, true);
    if (count == 0) continue;
    const auto first = std::ranges::find(of_plan, true) - of_plan.begin();
    wrong.push_back("entry " + std::to_string(first) + ": its payload is gone, as are " +
                    std::to_string(count - 1) + " more of the plan " + plan +
                    ", and no minutes say what stays");
  }
  return wrong;
}

}  // namespace

Result<std::vector<std::string>> check_all_minutes(durable::FileSystem& files,
                                                   const durable::FileSystem::Path& journal,
                                                   const JournalCheck& found) {
  auto wrong = unexplained(found);
  for (const auto& [index, logged] : found.minutes()) {
    const auto results = results_at(files, journal, index);
    if (!results) return tl::unexpected(results.error());
    const LogsMinutes entry{index, logged};
    const auto why = check_minutes(files, journal, entry, *results, found.promises());
    if (!why.empty()) wrong.push_back("entry " + std::to_string(index) + ": " + why);
  }
  return wrong;
}

}  // namespace tocsin::collector
