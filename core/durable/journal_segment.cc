#include "core/durable/journal_segment.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "core/durable/journal_format.h"

namespace tocsin::durable {
namespace {

std::optional<std::uint64_t> index_in(std::string_view name) {
  if (!name.ends_with(format::segment_suffix)) return std::nullopt;
  name.remove_suffix(format::segment_suffix.size());
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
  if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  return index;
}

// Whether any whole frame in `rest` says that the record `index` had been synced.
bool called_durable_later(ByteView rest, std::uint64_t index) {
  const auto magic = as_bytes(format::frame_magic);
  while (true) {
    const auto found = std::ranges::search(rest, magic);
    if (found.empty()) return false;
    rest = rest.subspan(static_cast<std::size_t>(found.begin() - rest.begin()));
    const auto frame = frame_at_front(rest);
    if (frame && frame->index > index && frame->durable_below > index) return true;
    rest = rest.subspan(1);
  }
}

}  // namespace

std::string segment_name(std::uint64_t first_index) {
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "%020llu", static_cast<unsigned long long>(first_index));
  return std::string(name.data()) + std::string(format::segment_suffix);
}

FileResult<std::vector<std::uint64_t>> segments_in(FileSystem& files,
                                                   const FileSystem::Path& folder) {
  const auto names = files.list(folder);
  if (!names) return fail_with(names.error());
  std::vector<std::uint64_t> firsts;
  for (const auto& name : *names) {
    if (const auto first = index_in(name)) firsts.push_back(*first);
  }
  std::ranges::sort(firsts);
  return firsts;
}

Bytes segment_header(std::uint64_t first_index) {
  Bytes header;
  append(header, as_bytes(format::segment_magic));
  append_be64(header, first_index);
  return header;
}

SegmentScan scan_segment(ByteView segment,
                         std::uint64_t first_index,
                         const std::function<void(const Frame&)>& visit) {
  SegmentScan scan{first_index, 0, false};
  const auto header = segment_header(first_index);
  if (segment.size() < header.size() || !equal(segment.first(header.size()), header)) {
    scan.corrupt = called_durable_later(segment, first_index);
    return scan;
  }
  scan.whole_bytes = header.size();
  while (scan.whole_bytes < segment.size()) {
    const auto rest = segment.subspan(scan.whole_bytes);
    const auto frame = frame_at_front(rest);
    if (!frame || frame->index != scan.next_index) {
      scan.corrupt = called_durable_later(rest, scan.next_index);
      return scan;
    }
    visit(*frame);
    scan.whole_bytes += frame_size(frame->payload.size());
    ++scan.next_index;
  }
  return scan;
}

}  // namespace tocsin::durable
