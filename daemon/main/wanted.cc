#include "daemon/main/wanted.h"

#include "config/plan_file.h"
#include "core/record/limits.h"
#include "core/record/opt_out.h"

namespace tocsin::collector {
namespace {

Result<Bytes> load_word(durable::FileSystem& files,
                        const std::filesystem::path& path,
                        const config::Operator& by) {
  auto bytes = durable::read_whole(files, path, record::offered_entry_bytes_max / 2);
  if (!bytes) return durable::fail(bytes.error());
  const auto word = record::open_opt_out(*bytes);
  if (!word) return fail(path.string() + ": no opt-out: " + std::string(name_of(word.error())));
  if (word->key != by.key) return fail(path.string() + ": not signed with the key of " + by.name);
  return std::move(*bytes);
}

}  // namespace

Result<Wanted> load_wanted(durable::FileSystem& files, const config::CollectorOptions& options) {
  Wanted wanted;
  for (const auto& file : options.plans) {
    auto plan = config::load_plan(file);
    if (!plan) return tl::unexpected(plan.error());
    wanted.plans.push_back(std::move(*plan));
  }
  for (const auto& by : options.operators) {
    for (const auto& file : by.words) {
      auto word = load_word(files, file, by);
      if (!word) return tl::unexpected(word.error());
      wanted.words.push_back(std::move(*word));
    }
  }
  return wanted;
}

}  // namespace tocsin::collector
