#include "probes/spool/refused.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

#include "probes/spool/batch_file.h"
#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

using durable::FileStatus;
using durable::Privacy;

constexpr std::size_t sequence_digits = 20;
constexpr std::size_t status_digits = 3;
constexpr std::size_t problem_bytes_max = 1024 * 1024;
constexpr std::size_t when_bytes_max = 64;

// Of this many digits, and nothing else.
template <class Number>
bool take_number(std::string_view& text, std::size_t digits, Number& number) {
  const auto part = text.substr(0, digits);
  const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
  const bool whole = read.ec == std::errc{} && read.ptr == part.data() + digits;
  if (!whole || text.size() == digits || text[digits] != '-') return false;
  text.remove_prefix(digits + 1);
  return true;
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
  // Of an older version there is none.
  const auto when = std::filesystem::path(batch).replace_extension(format::when_suffix);
  if (files.exists(when)) {
    if (const auto removed = files.remove(when); !removed) return removed;
  }
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
  const auto name = to_text({sequence, refusal.status, refusal.collector});
  const auto path = (folder / name).string();
  const auto when = to_rfc3339(refusal.at) + "\n";
  return write_atomically(files,
                          path + std::string(format::problem_suffix),
                          refusal.problem,
                          Privacy::owner_only)
      .and_then([&] {
        return write_atomically(
            files, path + std::string(format::when_suffix), as_bytes(when), Privacy::owner_only);
      })
      .and_then([&] {
        return write_atomically(
            files, path + std::string(format::batch_suffix), batch_file, Privacy::owner_only);
      });
}

std::string to_text(const RefusedName& name) {
  std::array<char, 40> numbers{};
  std::snprintf(numbers.data(),
                numbers.size(),
                "%020llu-%03u-",
                static_cast<unsigned long long>(name.sequence),
                name.status);
  return numbers.data() + name.collector;
}

std::optional<RefusedName> parse_refused_name(std::string_view text) {
  RefusedName name;
  if (!take_number(text, sequence_digits, name.sequence)) return std::nullopt;
  if (!take_number(text, status_digits, name.status)) return std::nullopt;
  if (text.empty()) return std::nullopt;
  name.collector = text;
  return name;
}

Result<std::vector<RefusedName>> refused_in(durable::FileSystem& files,
                                            const std::filesystem::path& folder) {
  std::vector<RefusedName> all;
  const auto names = files.list(folder);
  if (!names && names.error().code == std::errc::no_such_file_or_directory) return all;
  if (!names) return durable::fail(names.error());
  for (const auto& each : in_order_of_going(*names)) {
    const std::string_view name = each;
    const auto stem = name.substr(0, name.size() - format::batch_suffix.size());
    if (auto parsed = parse_refused_name(stem)) all.push_back(std::move(*parsed));
  }
  std::ranges::sort(all, {}, [](const auto& name) { return to_text(name); });
  return all;
}

Result<RefusedBatch> read_refused(durable::FileSystem& files,
                                  const std::filesystem::path& folder,
                                  const RefusedName& name) {
  const auto path = (folder / to_text(name)).string();
  const auto read = [&](std::string_view suffix, std::size_t bytes_max) {
    return read_whole(files, path + std::string(suffix), bytes_max);
  };
  const auto bytes = read(format::batch_suffix, format::batch_file_bytes_max);
  if (!bytes) return durable::fail(bytes.error());
  auto batch = decode_batch(*bytes);
  if (!batch) return fail(path + ": " + batch.error().text);
  auto problem = read(format::problem_suffix, problem_bytes_max);
  if (!problem) return durable::fail(problem.error());
  const auto when = read(format::when_suffix, when_bytes_max);
  if (!when) return durable::fail(when.error());
  const auto line = as_text(*when);
  const auto at = from_rfc3339(line.substr(0, line.find('\n')));
  if (!at) return fail(path + std::string(format::when_suffix) + ": is not a time");
  return RefusedBatch{std::move(*batch), {name.collector, name.status, std::move(*problem), *at}};
}

}  // namespace tocsin::probe
