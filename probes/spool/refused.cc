#include "probes/spool/refused.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

using durable::FileStatus;
using durable::Privacy;

std::string stem(std::uint64_t sequence, const Refusal& refusal) {
  std::array<char, 40> numbers{};
  std::snprintf(numbers.data(),
                numbers.size(),
                "%020llu-%03u-",
                static_cast<unsigned long long>(sequence),
                refusal.status);
  return numbers.data() + refusal.collector;
}

bool is_evidence(const std::string& name) {
  return name.find("-409-") != std::string::npos;
}

// Batches only, the first to go first.
std::vector<std::string> in_order_of_going(std::vector<std::string> names) {
  std::erase_if(names, [](const auto& name) { return !name.ends_with(format::batch_suffix); });
  std::ranges::sort(names, {}, [](const auto& name) { return std::pair(is_evidence(name), name); });
  return names;
}

FileStatus remove_both(durable::FileSystem& files, std::filesystem::path batch) {
  if (const auto removed = files.remove(batch); !removed) return removed;
  return files.remove(batch.replace_extension(format::problem_suffix));
}

}  // namespace

FileStatus keep_refused(durable::FileSystem& files,
                        const std::filesystem::path& folder,
                        std::size_t batches_max,
                        std::uint64_t sequence,
                        const Refusal& refusal,
                        ByteView batch_file) {
  const auto names = files.list(folder);
  if (!names) return fail_with(names.error());
  const auto batches = in_order_of_going(*names);
  for (std::size_t i = 0; i + batches_max <= batches.size(); ++i) {
    if (const auto removed = remove_both(files, folder / batches[i]); !removed) return removed;
  }
  const auto path = (folder / stem(sequence, refusal)).string();
  return write_atomically(files,
                          path + std::string(format::problem_suffix),
                          refusal.problem,
                          Privacy::owner_only)
      .and_then([&] {
        return write_atomically(
            files, path + std::string(format::batch_suffix), batch_file, Privacy::owner_only);
      });
}

}  // namespace tocsin::probe
