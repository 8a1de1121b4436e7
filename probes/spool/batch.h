// A closed batch as the spool keeps it: the bytes that go to every collector, and what the probe
// itself needs to know of them. The spool never looks into envelope or payload.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/record/envelope.h"

namespace tocsin::probe {

// What is let go last under pressure. The names are part of file names (docs/formats/spool.md).
enum class Importance : std::uint8_t { root = 0, tld = 1 };
inline constexpr std::array<std::string_view, 2> importance_names{"root", "tld"};

constexpr std::string_view name_of(Importance importance) {
  return importance_names[static_cast<std::size_t>(importance)];
}

struct Batch {
  std::uint64_t sequence = 0;
  Importance importance = Importance::root;
  MonotonicTime closed_at;  // with the boot id: how long ago, as long as the host stays up
  ByteArray<16> boot_id{};
  std::vector<record::Gap> gaps;  // those that its envelope tells
  Bytes envelope;                 // signed
  Bytes payload;

  bool operator==(const Batch&) const = default;
};

}  // namespace tocsin::probe
