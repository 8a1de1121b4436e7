// The layout of a format, told once for both ways: a function that names the fields of a value in
// their order, to whoever writes or reads them. The outermost is a map {0: version, 1: the first
// field, 2: the second, ...}, so a new field goes to its end; rows within are arrays of so many
// fields, lists are arrays of any length. What a field is on the wire follows from its type, and
// what has no size of its own has a limit, which the reader refuses to exceed (fields.h).
//
//   constexpr auto layout = [](auto& map, auto& said) {
//     map(said.country, 2);
//     map.require(is_country_code(said.country));
//     map.rows(said.origins, next_origins_max, [](auto& row, auto& next) {
//       row(next.origin, origin_bytes_max);
//       row(next.from);
//     });
//   };
//
//   encode_map(said, layout);
//   decode_map<Said>(bytes, layout);
//
// A layout is called several times and with values that are not wholly read: it names fields, and
// does nothing else.
#pragma once

#include "core/record/fields.h"

namespace tocsin::record {

// The writer has to know before.
class FieldCount {
 public:
  void operator()(const auto&, const auto&...) { ++count_; }
  void unless(const auto& none, const auto& value) { count_ += value == none ? 0 : 1; }
  void row(const auto&, const auto&) { ++count_; }
  void list(const auto&, std::size_t, const auto&...) { ++count_; }
  void rows(const auto&, std::size_t, const auto&) { ++count_; }
  void as(const auto&, const auto&, const auto&) { ++count_; }
  void require(bool, cbor::Fault = {}) {}

  static std::size_t of(const auto& value, const auto& layout) {
    FieldCount fields;
    layout(fields, value);
    return fields.count_;
  }

 private:
  std::size_t count_ = 0;
};

enum class Keyed : std::uint8_t { no, yes };  // from key 1 on

class FieldWriter {
 public:
  FieldWriter(cbor::Encoder& out, Keyed keyed) : out_(out), keyed_(keyed) {}

  void operator()(const auto& value, const auto&...) { put(next(), value); }

  // Left out where it is this.
  void unless(const auto& none, const auto& value) {
    if (value != none) put(next(), value);
  }

  void row(const auto& value, const auto& layout) { put_row(next(), value, layout); }

  void list(const auto& values, std::size_t /*max*/, const auto&...) {
    next().array(values.size());
    for (const auto& value : values) put(out_, value);
  }
  void rows(const auto& rows, std::size_t /*max*/, const auto& layout) {
    next().array(rows.size());
    for (const auto& row : rows) put_row(out_, row, layout);
  }

  // What has a form of its own: written by `put`, read by `take`.
  void as(const auto& value, const auto& put, const auto& /*take*/) { put(next(), value); }

  // What a reader asks of the fields named so far.
  void require(bool /*holds*/, cbor::Fault = {}) {}

  static void put_row(cbor::Encoder& out, const auto& value, const auto& layout) {
    out.array(FieldCount::of(value, layout));
    FieldWriter row(out, Keyed::no);
    layout(row, value);
  }

 private:
  cbor::Encoder& next() { return keyed_ == Keyed::yes ? out_.uint(++key_) : out_; }

  cbor::Encoder& out_;
  Keyed keyed_;
  std::uint64_t key_ = 0;
};

class FieldReader {
 public:
  FieldReader(cbor::Decoder& in, Keyed keyed) : in_(in), keyed_(keyed) {}

  void operator()(auto& value, const auto&... limits) { take(next(), value, limits...); }

  void unless(const auto& none, auto& value) {
    if (!in_.at_key(++key_)) return;
    take(in_, value);
    require(value != none, cbor::Fault::out_of_range);
  }

  void row(auto& value, const auto& layout) { take_row(next(), value, layout); }

  void list(auto& values, std::size_t max, const auto&... limits) {
    each_of(values, max, [&](auto& value) { take(in_, value, limits...); });
  }
  void rows(auto& rows, std::size_t max, const auto& layout) {
    each_of(rows, max, [&](auto& row) { take_row(in_, row, layout); });
  }

  void as(auto& value, const auto& /*put*/, const auto& take) { value = take(next()); }

  void require(bool holds, cbor::Fault otherwise = cbor::Fault::unacceptable) {
    if (!holds) in_.refuse(otherwise);
  }

  static void take_row(cbor::Decoder& in, auto& value, const auto& layout) {
    in.enter_array_of(FieldCount::of(value, layout));
    FieldReader row(in, Keyed::no);
    layout(row, value);
    in.leave();
  }

 private:
  cbor::Decoder& next() {
    if (keyed_ == Keyed::yes) in_.key(++key_);
    return in_;
  }

  // One by one, so that memory follows what is there and not what a count says.
  void each_of(auto& values, std::size_t max, const auto& take_one) {
    const auto count = next().enter_array(max);
    for (std::size_t i = 0; i < count && !in_.failed(); ++i) take_one(values.emplace_back());
    in_.leave();
  }

  cbor::Decoder& in_;
  Keyed keyed_;
  std::uint64_t key_ = 0;
};

Bytes encode_map(const auto& value, const auto& layout) {
  cbor::Encoder out;
  out.map(1 + FieldCount::of(value, layout));
  put_version(out);
  FieldWriter map(out, Keyed::yes);
  layout(map, value);
  return std::move(out).finish();
}

template <class Value>
Result<Value, cbor::DecodeError> decode_map(ByteView bytes, const auto& layout) {
  Value value{};
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  FieldReader map(in, Keyed::yes);
  layout(map, value);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return value;
}

// Of a format that is one row.
Bytes encode_row(const auto& value, const auto& layout) {
  cbor::Encoder out;
  FieldWriter::put_row(out, value, layout);
  return std::move(out).finish();
}

template <class Value>
Result<Value, cbor::DecodeError> decode_row(ByteView bytes, const auto& layout) {
  Value value{};
  cbor::Decoder in(bytes);
  FieldReader::take_row(in, value, layout);
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return value;
}

}  // namespace tocsin::record
