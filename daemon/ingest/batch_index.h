// Which leaf of the log is which batch, for the newest of them: what is asked for when a probe
// wants to see that the log has what was acknowledged, and was not told which leaf it is. Rebuilt
// from the journal; journal order is leaf order.
//
// It keeps the front of each envelope's digest and the leaf's number, 16 bytes a batch and 33 MiB
// at the most: at least the newest 2^21 batches, 30 hours of 150 probes that close 0.125 batches a
// second each. Two envelopes whose digests begin alike take 2^32 attempts to make, and then whoever
// asks for the older one is shown the newer.
//
// A value; one thread at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/base/digest.h"

namespace tocsin::collector {

// The first eight bytes of a digest.
std::uint64_t front_of(const Digest& digest);

class BatchIndex {
 public:
  static constexpr std::size_t batches_min = std::size_t{1} << 21U;

  // So many are kept at least, and up to a 64th more.
  explicit BatchIndex(std::size_t batches = batches_min);

  // In the order of the journal.
  void add(const Digest& envelope, std::uint64_t leaf) { add(front_of(envelope), leaf); }
  void add(std::uint64_t front, std::uint64_t leaf);

  std::optional<std::uint64_t> find(const Digest& envelope) const;

 private:
  struct Place {
    std::uint64_t front = 0;  // of the digest
    std::uint64_t leaf = 0;

    auto operator<=>(const Place&) const = default;
  };

  static std::optional<std::uint64_t> find_in(const std::vector<Place>& sorted,
                                              std::uint64_t front);

  std::size_t chunk_max_;
  std::deque<std::vector<Place>> full_;  // each sorted; the oldest first
  std::vector<Place> open_;              // in the order of the journal
};

}  // namespace tocsin::collector
