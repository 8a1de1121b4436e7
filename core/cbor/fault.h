// What can be wrong with bytes that should be our subset of deterministic CBOR, each with a name
// that counters and problem documents carry.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tocsin::cbor {

enum class Fault : std::uint8_t {
  truncated,          // the bytes end inside an item
  trailing_bytes,     // bytes after the item
  not_shortest,       // a number or length in more bytes than it needs
  indefinite_length,  // streaming, which has many forms for one value
  reserved,           // additional information 28 to 30, which means nothing
  unsupported,        // floats, undefined, simple values: not in our subset
  unsorted_keys,      // keys of a map out of order or twice
  invalid_text,       // not UTF-8
  too_deep,
  too_long,  // longer than this field may be
  wrong_type,
  out_of_range,    // a number that this field cannot be
  unexpected_key,  // another key than the format has here
  missing_item,    // an array or map with fewer items than the format has
  extra_items,     // one with more
  unacceptable,    // well formed, but its values contradict each other
};

inline constexpr std::array<std::string_view, 16> fault_names{"truncated",
                                                              "trailing_bytes",
                                                              "not_shortest",
                                                              "indefinite_length",
                                                              "reserved",
                                                              "unsupported",
                                                              "unsorted_keys",
                                                              "invalid_text",
                                                              "too_deep",
                                                              "too_long",
                                                              "wrong_type",
                                                              "out_of_range",
                                                              "unexpected_key",
                                                              "missing_item",
                                                              "extra_items",
                                                              "unacceptable"};

constexpr std::string_view name_of(Fault fault) {
  return fault_names[static_cast<std::size_t>(fault)];
}

struct DecodeError {
  Fault fault = Fault::truncated;
  std::size_t offset = 0;  // of the item that shows it

  bool operator==(const DecodeError&) const = default;
};

// "envelope: not_shortest at byte 17".
inline Error to_error(std::string_view what, const DecodeError& error) {
  return {std::string(what) + ": " + std::string(name_of(error.fault)) + " at byte " +
          std::to_string(error.offset)};
}

}  // namespace tocsin::cbor
