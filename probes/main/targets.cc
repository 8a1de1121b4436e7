#include "probes/main/targets.h"

#include "core/durable/real_file_system.h"
#include "core/plan/root_hints.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t hints_bytes_max = 1024 * 1024;

}  // namespace

Result<plan::TargetSet> root_targets(const std::optional<std::filesystem::path>& hints_file) {
  if (!hints_file) return plan::compiled_root_targets();
  const auto files = durable::real_file_system();
  const auto text = durable::read_whole(*files, *hints_file, hints_bytes_max);
  if (!text) return durable::fail(text.error());
  auto targets = plan::root_targets_from(as_text(*text));
  if (!targets) return fail(hints_file->string() + ": " + targets.error().text);
  return targets;
}

}  // namespace tocsin::probe
