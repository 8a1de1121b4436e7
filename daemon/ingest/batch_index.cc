#include "daemon/ingest/batch_index.h"

#include <algorithm>

namespace tocsin::collector {
namespace {

constexpr std::size_t chunks = 64;

}  // namespace

std::uint64_t front_of(const Digest& digest) {
  std::uint64_t front = 0;
  for (std::size_t i = 0; i < sizeof front; ++i) front = front << 8U | digest[i];
  return front;
}

BatchIndex::BatchIndex(std::size_t batches) : chunk_max_((batches + chunks - 1) / chunks) {}

void BatchIndex::add(std::uint64_t front, std::uint64_t leaf) {
  open_.push_back({front, leaf});
  if (open_.size() < chunk_max_) return;
  std::ranges::sort(open_);
  full_.push_back(std::move(open_));
  open_ = {};
  open_.reserve(chunk_max_);
  if (full_.size() > chunks) full_.pop_front();
}

std::optional<std::uint64_t> BatchIndex::find(const Digest& envelope) const {
  const auto front = front_of(envelope);
  for (auto place = open_.rbegin(); place != open_.rend(); ++place) {
    if (place->front == front) return place->leaf;
  }
  for (auto chunk = full_.rbegin(); chunk != full_.rend(); ++chunk) {
    if (const auto leaf = find_in(*chunk, front)) return leaf;
  }
  return std::nullopt;
}

// The last of those that begin alike.
std::optional<std::uint64_t> BatchIndex::find_in(const std::vector<Place>& sorted,
                                                 std::uint64_t front) {
  const auto behind = std::ranges::upper_bound(sorted, front, {}, &Place::front);
  if (behind == sorted.begin() || std::prev(behind)->front != front) return std::nullopt;
  return std::prev(behind)->leaf;
}

}  // namespace tocsin::collector
