// Until when a collector has promised to keep payloads, by all that its log says of it
// (docs/formats/payload-policy.md). A promise is never shortened for what was taken under it, and a
// longer one that comes later holds for what is still there: the longest counts.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>

#include "core/entry/entry.h"
#include "core/record/payload_policy.h"

namespace tocsin::entry {

struct PromiseEnd {
  WallTime at;
  std::uint64_t policy = 0;  // index of the entry whose promise ends then

  bool operator==(const PromiseEnd&) const = default;
};

class PayloadPromises {
 public:
  // Any entry, in the order of the log; policies are noted.
  void take(std::uint64_t index, const EntryView& entry);

  // Of a batch of this plan, taken then, whose entry has this index; by the policies below `below`.
  // No payload goes while anybody's embargo holds. Nothing: it is kept for ever.
  std::optional<PromiseEnd> end_of(
      std::string_view plan,
      std::uint64_t leaf,
      WallTime taken,
      std::uint64_t below = std::numeric_limits<std::uint64_t>::max()) const;

 private:
  std::map<std::uint64_t, record::PayloadPolicy> said_;  // by index
};

}  // namespace tocsin::entry
