#include "daemon/cosign/recorded_checkpoints.h"

#include <algorithm>

#include "core/tlog/checkpoint.h"
#include "core/tlog/note.h"

namespace tocsin::collector {

void RecordedCheckpoints::take(std::uint64_t index, const entry::EntryView& entry) {
  if (entry.kind == entry::Kind::time_stamp && index >= size_) entries_.push_back(index);
  if (entry.kind != entry::Kind::checkpoint) return;
  if (const auto size = size_in(as_text(entry.body))) take(index, *size);
}

void RecordedCheckpoints::take(std::uint64_t index, std::uint64_t size) {
  size_ = std::max(size_, size);
  entries_.push_back(index);
  std::erase_if(entries_, [this](std::uint64_t recording) { return recording < size_; });
}

bool RecordedCheckpoints::has_grown(std::uint64_t size) const {
  if (size <= size_) return false;
  const auto recording =
      std::ranges::count_if(entries_, [size](std::uint64_t index) { return index < size; });
  return size - size_ > static_cast<std::uint64_t>(recording);
}

std::optional<std::uint64_t> size_in(std::string_view checkpoint) {
  const auto note = tlog::parse_note(checkpoint);
  if (!note) return std::nullopt;
  const auto parsed = tlog::parse_checkpoint(note->text);
  if (!parsed) return std::nullopt;
  return parsed->tree.size;
}

}  // namespace tocsin::collector
