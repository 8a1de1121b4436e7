// Writes one item of deterministic CBOR (RFC 8949 section 4.2.1). The caller says how many items an
// array or map has and writes them in order, keys before values and keys ascending; to write
// anything else is a bug and aborts, so what comes out is deterministic by construction.
//
//   Encoder out;
//   out.map(2).uint(1).text("no-1").uint(2).array(2).uint(7).uint(8);
//   Bytes bytes = std::move(out).finish();
#pragma once

#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/cbor/head.h"

namespace tocsin::cbor {

class Encoder {
 public:
  Encoder& uint(std::uint64_t value) { return scalar({Major::unsigned_number, value}, {}); }
  Encoder& integer(std::int64_t value);
  Encoder& bytes(ByteView value) { return scalar({Major::bytes, value.size()}, value); }
  Encoder& text(std::string_view value) {
    return scalar({Major::text, value.size()}, as_bytes(value));
  }
  Encoder& boolean(bool value) {
    return scalar({Major::simple, value ? simple_true : simple_false}, {});
  }
  Encoder& null() { return scalar({Major::simple, simple_null}, {}); }

  Encoder& array(std::size_t items) { return open({Major::array, items}, items); }
  Encoder& map(std::size_t pairs) { return open({Major::map, pairs}, 2 * pairs); }
  Encoder& tag(std::uint64_t number);  // of the item that follows

  // Of the one item, which must be complete.
  Bytes finish() &&;

 private:
  struct Container {
    Major major;
    std::size_t items_left;
    Bytes last_key = {};

    bool at_key() const { return major == Major::map && items_left % 2 == 0; }
  };

  Encoder& scalar(Head head, ByteView body);
  Encoder& open(Head head, std::size_t items);
  void note_key(std::size_t begin);
  void close_full();

  Bytes out_;
  // The outermost is not in the bytes: it holds the one item.
  std::vector<Container> open_{{Major::array, 1}};
};

}  // namespace tocsin::cbor
