// What the verification of signatures has found, remembered, because a server says the same thing a
// million times a month: by a digest over RRset, signature and key, never by time, which is looked
// at anew each time. Bounded: the older half is forgotten where there is no room. For one thread.
#pragma once

#include <optional>
#include <unordered_map>

#include "core/base/digest.h"

namespace tocsin::zone {

enum class Mathematics : std::uint8_t { holds, fails };

class SignatureMemo {
 public:
  // About 100 octets for each entry.
  static constexpr std::size_t default_entries = 65'536;
  explicit SignatureMemo(std::size_t entries = default_entries) : half_(entries / 2) {}

  std::optional<Mathematics> find(const Digest& digest);
  void remember(const Digest& digest, Mathematics found);

  std::size_t size() const { return young_.size() + old_.size(); }
  std::size_t misses() const { return misses_; }  // each of which is a verification

 private:
  struct Hash {
    std::size_t operator()(const Digest& digest) const;
  };
  using Table = std::unordered_map<Digest, Mathematics, Hash>;

  std::size_t half_;
  Table young_;
  Table old_;
  std::size_t misses_ = 0;
};

}  // namespace tocsin::zone
