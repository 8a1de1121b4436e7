#include "core/record/payload_codec.h"

#include "core/base/check.h"
#include "core/record/fields.h"
#include "core/record/limits.h"
#include "core/record/payload_tables.h"
#include "core/record/stray_codec.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;
using cbor::Fault;
using Rows = std::vector<Measurement>;

namespace key {
enum : std::uint64_t {
  rtt_resolution = 1,
  ports,
  secrets,
  questions,
  replies,
  answers,
  endpoint,
  question,
  transport,
  outcome,
  sent_at,
  rtt,
  rtt_source,
  connect,
  hop_limit,
  secret,
  draw,
  source_port,
  signs,
  answer,
  strays,
  objects,
};
}  // namespace key

constexpr std::size_t field_count = key::objects + 1;  // the version too

template <class Value>
void put_column(Encoder& out, std::uint64_t key, const Rows& rows, Value value) {
  out.uint(key).array(rows.size());
  for (const auto& row : rows) out.uint(static_cast<std::uint64_t>(value(row)));
}

// Null where there is no value.
template <class Value>
void put_optional_column(Encoder& out, std::uint64_t key, const Rows& rows, Value value) {
  out.uint(key).array(rows.size());
  for (const auto& row : rows) {
    const auto there = value(row);
    there ? out.uint(static_cast<std::uint64_t>(*there)) : out.null();
  }
}

// Each as the difference to the one before: those of neighbours are alike, and compress.
template <class Value>
void put_differences(Encoder& out, std::uint64_t key, const Rows& rows, Value value) {
  out.uint(key).array(rows.size());
  std::int64_t last = 0;
  for (const auto& row : rows) {
    const auto now = static_cast<std::int64_t>(value(row));
    out.integer(now - last);
    last = now;
  }
}

std::optional<Duration::rep> in_steps(const std::optional<Duration>& time, Duration resolution) {
  if (!time) return std::nullopt;
  check(*time >= Duration::zero() && *time <= rtt_max, "a round trip is a time of waiting");
  return *time / resolution;
}

bool is_timed(const Measurement& row) {
  return row.rtt && row.rtt_source != RttSource::none;
}

void put_times(Encoder& out, const Rows& rows, Duration resolution) {
  check(std::ranges::is_sorted(rows, {}, &Measurement::sent_at),
        "measurements stand in the order of sending");
  put_differences(out, key::sent_at, rows, [](const auto& row) {
    return row.sent_at.since_boot / sent_at_resolution;
  });
  put_optional_column(out, key::rtt, rows, [&](const auto& row) {
    return in_steps(is_timed(row) ? row.rtt : std::nullopt, resolution);
  });
  put_column(out, key::rtt_source, rows, [](const auto& row) {
    return is_timed(row) ? row.rtt_source : RttSource::none;
  });
  put_optional_column(
      out, key::connect, rows, [&](const auto& row) { return in_steps(row.connect, resolution); });
}

void put_rows(Encoder& out, const Rows& rows, Duration resolution) {
  put_column(out, key::endpoint, rows, [](const auto& row) { return row.endpoint; });
  put_column(out, key::question, rows, [](const auto& row) { return row.question; });
  put_column(out, key::transport, rows, [](const auto& row) { return row.transport; });
  put_column(out, key::outcome, rows, [](const auto& row) { return row.outcome; });
  put_times(out, rows, resolution);
  put_optional_column(out, key::hop_limit, rows, [](const auto& row) { return row.hop_limit; });
  put_column(out, key::secret, rows, [](const auto& row) { return row.secret; });
  put_differences(out, key::draw, rows, [](const auto& row) { return row.draw; });
  put_optional_column(out, key::source_port, rows, [](const auto& row) { return row.source_port; });
  put_column(out, key::signs, rows, [](const auto& row) { return row.signs.bits(); });
  put_optional_column(out, key::answer, rows, [](const auto& row) { return row.answer; });
}

template <class Take>
void take_column(Decoder& in, std::uint64_t key, Rows& rows, Take take) {
  in.key(key);
  in.enter_array_of(rows.size());
  for (auto& row : rows) take(row);
  in.leave();
}

template <class T>
std::optional<T> take_optional(Decoder& in) {
  if (in.take_null()) return std::nullopt;
  return in.take<T>();
}

// Of something of which there are `count`.
std::uint32_t take_index(Decoder& in, std::size_t count) {
  const auto index = in.take<std::uint32_t>();
  if (index >= count) in.refuse(Fault::out_of_range);
  return index;
}

// A running sum that stays within 0 and `max`.
template <class Use>
void take_differences(Decoder& in, std::uint64_t key, Rows& rows, std::int64_t max, Use use) {
  std::int64_t last = 0;
  take_column(in, key, rows, [&](Measurement& row) {
    const auto step = in.take_int();
    if (step < -last || step > max - last) return in.refuse(Fault::out_of_range);
    last += step;
    use(row, last);
  });
}

// The first column says how many measurements there are.
Rows take_endpoints(Decoder& in) {
  in.key(key::endpoint);
  Rows rows(in.enter_array(measurements_max));
  for (auto& row : rows) row.endpoint = in.take<std::uint32_t>();
  in.leave();
  return rows;
}

void take_sent_at(Decoder& in, Rows& rows) {
  constexpr std::int64_t max = Duration::max() / sent_at_resolution;
  std::int64_t before = 0;
  take_differences(in, key::sent_at, rows, max, [&](Measurement& row, std::int64_t now) {
    if (now < before) in.refuse(Fault::out_of_range);
    before = now;
    row.sent_at = {now * sent_at_resolution};
  });
}

std::optional<Duration> take_time(Decoder& in, Duration resolution) {
  if (in.take_null()) return std::nullopt;
  const auto steps = in.take_uint(static_cast<std::uint64_t>(rtt_max / resolution));
  return static_cast<Duration::rep>(steps) * resolution;
}

void take_times(Decoder& in, Rows& rows, Duration resolution) {
  take_sent_at(in, rows);
  take_column(in, key::rtt, rows, [&](auto& row) { row.rtt = take_time(in, resolution); });
  take_column(in, key::rtt_source, rows, [&](Measurement& row) {
    row.rtt_source = in.take_enum(RttSource::kernel);
    if (row.rtt.has_value() != (row.rtt_source != RttSource::none)) in.refuse(Fault::unacceptable);
  });
  take_column(in, key::connect, rows, [&](auto& row) { row.connect = take_time(in, resolution); });
}

Rows take_rows(Decoder& in, const Payload& tables, Duration resolution) {
  auto rows = take_endpoints(in);
  take_column(in, key::question, rows, [&](auto& row) {
    row.question = take_index(in, tables.questions.size());
  });
  take_column(
      in, key::transport, rows, [&](auto& row) { row.transport = in.take_enum(Transport::tcp); });
  take_column(
      in, key::outcome, rows, [&](auto& row) { row.outcome = in.take_enum(Outcome::intercepted); });
  take_times(in, rows, resolution);
  take_column(in, key::hop_limit, rows, [&](auto& row) {
    row.hop_limit = take_optional<std::uint8_t>(in);
  });
  take_column(in, key::secret, rows, [&](auto& row) {
    row.secret = take_index(in, tables.secrets.size());
  });
  take_differences(in, key::draw, rows, UINT32_MAX, [](Measurement& row, std::int64_t number) {
    row.draw = static_cast<std::uint32_t>(number);
  });
  take_column(in, key::source_port, rows, [&](auto& row) {
    row.source_port = take_optional<std::uint16_t>(in);
  });
  take_column(
      in, key::signs, rows, [&](auto& row) { row.signs = Signs(in.take<std::uint16_t>()); });
  take_column(in, key::answer, rows, [&](auto& row) {
    if (!in.take_null()) row.answer = take_index(in, tables.answers.size());
  });
  return rows;
}

Duration take_resolution(Decoder& in) {
  in.key(key::rtt_resolution);
  const auto resolution = Duration{in.take_uint(std::chrono::nanoseconds(rtt_max).count())};
  if (!in.failed() && resolution == Duration::zero()) in.refuse(Fault::out_of_range);
  return std::max(resolution, Duration{1});  // safe to divide by, also after a fault
}

void take_tables(Decoder& in, Payload& payload) {
  in.key(key::ports);
  payload.ports = take_ports(in);
  in.key(key::secrets);
  payload.secrets = take_secrets(in);
  in.key(key::questions);
  payload.questions = take_questions(in);
  in.key(key::replies);
  payload.replies = take_replies(in);
  in.key(key::answers);
  payload.answers = take_answers(in, payload.replies.size());
}

}  // namespace

Bytes encode_payload(const Payload& payload, Duration rtt_resolution) {
  check(payload.measurements.size() <= measurements_max, "a batch closes before it is full");
  check(rtt_resolution > Duration::zero(), "a resolution is a time");
  Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::rtt_resolution, static_cast<std::uint64_t>(rtt_resolution.count()));
  put_ports(out.uint(key::ports), payload.ports);
  put_secrets(out.uint(key::secrets), payload.secrets);
  put_questions(out.uint(key::questions), payload.questions);
  put_replies(out.uint(key::replies), payload.replies);
  put_answers(out.uint(key::answers), payload.answers);
  put_rows(out, payload.measurements, rtt_resolution);
  put_strays(out.uint(key::strays), payload.measurements);
  put_objects(out.uint(key::objects), payload.objects);
  return std::move(out).finish();
}

Result<Payload, cbor::DecodeError> decode_payload(ByteView plain) {
  Decoder in(plain);
  in.enter_map();
  take_version(in);
  const auto resolution = take_resolution(in);
  Payload payload;
  take_tables(in, payload);
  payload.measurements = take_rows(in, payload, resolution);
  in.key(key::strays);
  take_strays(in, payload.measurements);
  in.key(key::objects);
  payload.objects = take_objects(in);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return payload;
}

}  // namespace tocsin::record
