// Pulls one item of deterministic CBOR out of untrusted bytes, in the order in which a format has
// its fields. The first fault stays: from then on every take gives zero or nothing at once, loops
// over counts end, and `finish` says what was wrong and where. So a format reads like its table of
// fields and asks once, at the end; **until `finish` has agreed, no value taken may be used**.
//
//   Decoder in(bytes);
//   in.enter_map();
//   in.key(1);
//   envelope.probe = in.take_exactly<16>();
//   if (in.at_key(2)) envelope.note = in.take_text(80);
//   in.leave();
//   if (auto done = in.finish(); !done) return done.error();
//
// It owns nothing: views point into the bytes given. It never allocates, and its depth is bounded.
#pragma once

#include <algorithm>
#include <concepts>
#include <limits>
#include <optional>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/cbor/head.h"

namespace tocsin::cbor {

inline constexpr std::size_t depth_max = 8;  // no format of ours needs more

class Decoder {
 public:
  explicit Decoder(ByteView bytes) : in_(bytes) {}

  std::uint64_t take_uint(std::uint64_t max = std::numeric_limits<std::uint64_t>::max());
  std::int64_t take_int();
  bool take_bool();
  ByteView take_bytes(std::size_t max);
  std::string_view take_text(std::size_t max);

  // As many bits as the field has.
  template <std::unsigned_integral T>
  T take() {
    return static_cast<T>(take_uint(std::numeric_limits<T>::max()));
  }

  // An enumerator of those numbered from 0 to last.
  template <class E>
  E take_enum(E last) {
    return static_cast<E>(take_uint(static_cast<std::uint64_t>(last)));
  }

  // A byte string of exactly this size.
  template <std::size_t N>
  ByteArray<N> take_exactly() {
    ByteArray<N> out{};
    const auto bytes = take_bytes(N);
    if (failed()) return out;
    if (bytes.size() != N) refuse(Fault::out_of_range);
    if (!failed()) std::ranges::copy(bytes, out.begin());
    return out;
  }

  // True, and past it, where the next item is null.
  bool take_null();

  std::size_t enter_array(std::size_t max);  // how many items it has
  void enter_array_of(std::size_t items);    // exactly
  void enter_map();
  void leave();  // an array or map, all of whose items were taken

  void key(std::uint64_t expected);
  bool at_key(std::uint64_t wanted);  // past it, if the next key is this one

  void take_tag(std::uint64_t expected);

  // A fault of the meaning: the bytes are good and what they say is not.
  void refuse(Fault fault);

  bool failed() const { return error_.has_value(); }
  std::size_t position() const { return in_.position(); }

  // Exactly one item, wholly taken, without a fault.
  [[nodiscard]] Status<DecodeError> finish();

 private:
  struct Container {
    bool is_map = false;
    std::uint64_t items_left = 0;
  };

  std::optional<Head> take_item();
  std::optional<std::uint64_t> take_of(Major major, std::uint64_t max, Fault above);
  std::optional<ByteView> take_string(Major major, std::size_t max);
  std::optional<Head> peek() const;
  void enter(Container container);
  Container& open() { return containers_[depth_]; }

  Cursor in_;
  std::optional<DecodeError> error_;
  std::size_t item_begin_ = 0;
  // The first is not in the bytes: it holds the one item.
  std::array<Container, depth_max + 1> containers_{Container{false, 1}};
  std::size_t depth_ = 0;
};

}  // namespace tocsin::cbor
