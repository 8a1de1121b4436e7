#include "probes/main/evidence_folder.h"

#include <algorithm>

namespace tocsin::probe {

Status<> EvidenceFolder::keep(const std::string& name, const Files& content) {
  constexpr auto privacy = durable::Privacy::owner_only;
  if (count() >= cases_max)
    return fail("there are " + std::to_string(cases_max) + " cases already");
  auto made = files_.make_directory(folder_, privacy);
  if (!made) return durable::fail(made.error());
  for (const auto& [what, bytes] : content) {
    const auto file = folder_ / (name + "." + what);
    auto written = durable::write_atomically(files_, file, bytes, privacy);
    if (!written) return durable::fail(written.error());
  }
  return {};
}

std::size_t EvidenceFolder::count() const {
  const auto names = files_.list(folder_);
  if (!names) return 0;  // nothing was ever kept
  return static_cast<std::size_t>(std::ranges::count_if(
      *names, [](const std::string& name) { return name.ends_with(".acknowledgement"); }));
}

}  // namespace tocsin::probe
