// Tables of a payload as columns: one array for each field of a row, so that like stands beside
// like and compresses (docs/formats/payload.md).
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/check.h"
#include "core/base/time.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/limits.h"

namespace tocsin::record {

template <class Row, class Value>
void put_column(cbor::Encoder& out, const std::vector<Row>& rows, Value value) {
  out.array(rows.size());
  for (const auto& row : rows) out.uint(static_cast<std::uint64_t>(value(row)));
}

// Null where there is no value.
template <class Row, class Value>
void put_optional_column(cbor::Encoder& out, const std::vector<Row>& rows, Value value) {
  out.array(rows.size());
  for (const auto& row : rows) {
    const auto there = value(row);
    there ? out.uint(static_cast<std::uint64_t>(*there)) : out.null();
  }
}

// Each as the difference to the one before: those of neighbours are alike, and compress.
template <class Row, class Value>
void put_differences(cbor::Encoder& out, const std::vector<Row>& rows, Value value) {
  out.array(rows.size());
  std::int64_t last = 0;
  for (const auto& row : rows) {
    const auto now = static_cast<std::int64_t>(value(row));
    out.integer(now - last);
    last = now;
  }
}

// As many items as there are rows.
template <class Row, class Take>
void take_column(cbor::Decoder& in, std::vector<Row>& rows, Take take) {
  in.enter_array_of(rows.size());
  for (auto& row : rows) take(row);
  in.leave();
}

// A running sum that stays within 0 and `max`.
template <class Row, class Use>
void take_differences(cbor::Decoder& in, std::vector<Row>& rows, std::int64_t max, Use use) {
  std::int64_t last = 0;
  take_column(in, rows, [&](Row& row) {
    const auto step = in.take_int();
    if (step < -last || step > max - last) return in.refuse(cbor::Fault::out_of_range);
    last += step;
    use(row, last);
  });
}

template <class T>
std::optional<T> take_optional(cbor::Decoder& in) {
  if (in.take_null()) return std::nullopt;
  return in.take<T>();
}

// Times of waiting, in whole steps of a resolution.
inline std::optional<Duration::rep> in_steps(const std::optional<Duration>& time,
                                             Duration resolution) {
  if (!time) return std::nullopt;
  check(*time >= Duration::zero() && *time <= rtt_max, "a round trip is a time of waiting");
  return *time / resolution;
}

inline std::optional<Duration> take_time(cbor::Decoder& in, Duration resolution) {
  if (in.take_null()) return std::nullopt;
  const auto steps = in.take_uint(static_cast<std::uint64_t>(rtt_max / resolution));
  return static_cast<Duration::rep>(steps) * resolution;
}

// Moments since boot that never go backwards, in whole microseconds.
inline constexpr Duration sent_at_resolution = std::chrono::microseconds{1};

template <class Row>
void put_moments(cbor::Encoder& out, const std::vector<Row>& rows, MonotonicTime Row::* moment) {
  check(std::ranges::is_sorted(rows, {}, moment), "rows stand in the order of sending");
  put_differences(
      out, rows, [=](const Row& row) { return (row.*moment).since_boot / sent_at_resolution; });
}

template <class Row>
void take_moments(cbor::Decoder& in, std::vector<Row>& rows, MonotonicTime Row::* moment) {
  constexpr std::int64_t max = Duration::max() / sent_at_resolution;
  std::int64_t before = 0;
  take_differences(in, rows, max, [&](Row& row, std::int64_t now) {
    if (now < before) in.refuse(cbor::Fault::out_of_range);
    before = now;
    row.*moment = {now * sent_at_resolution};
  });
}

}  // namespace tocsin::record
