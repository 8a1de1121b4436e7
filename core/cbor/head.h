// The head of a CBOR item (RFC 8949 section 3): its major type and a number that is its value, its
// length or its tag. Shortest form only, definite lengths only (section 4.2.1).
#pragma once

#include "core/base/bytes.h"
#include "core/cbor/fault.h"

namespace tocsin::cbor {

enum class Major : std::uint8_t {
  unsigned_number = 0,
  negative_number = 1,  // the number is -1 - value
  bytes = 2,
  text = 3,
  array = 4,
  map = 5,
  tag = 6,
  simple = 7,
};

inline constexpr std::uint64_t simple_false = 20;
inline constexpr std::uint64_t simple_true = 21;
inline constexpr std::uint64_t simple_null = 22;

struct Head {
  Major major = Major::unsigned_number;
  std::uint64_t value = 0;
};

void append_head(Bytes& out, Head head);

// Leaves the cursor behind the head; after a fault it is of no use.
Result<Head, Fault> take_head(Cursor& in);

}  // namespace tocsin::cbor
