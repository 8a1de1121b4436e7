#include "core/record/payload_codec.h"

#include "core/base/check.h"
#include "core/record/columns.h"
#include "core/record/fields.h"
#include "core/record/limits.h"
#include "core/record/lookup_codec.h"
#include "core/record/payload_tables.h"
#include "core/record/stray_codec.h"
#include "core/record/trace_codec.h"

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
  traces,
  lookups,
};
}  // namespace key

constexpr std::size_t field_count = key::objects + 1;  // in every payload; the version too

bool is_timed(const Measurement& row) {
  return row.rtt && row.rtt_source != RttSource::none;
}

void put_times(Encoder& out, const Rows& rows, Duration resolution) {
  put_moments(out.uint(key::sent_at), rows, &Measurement::sent_at);
  put_optional_column(out.uint(key::rtt), rows, [&](const auto& row) {
    return in_steps(is_timed(row) ? row.rtt : std::nullopt, resolution);
  });
  put_column(out.uint(key::rtt_source), rows, [](const auto& row) {
    return is_timed(row) ? row.rtt_source : RttSource::none;
  });
  put_optional_column(out.uint(key::connect), rows, [&](const auto& row) {
    return in_steps(row.connect, resolution);
  });
}

void put_rows(Encoder& out, const Rows& rows, Duration resolution) {
  put_column(out.uint(key::endpoint), rows, [](const auto& row) { return row.endpoint; });
  put_column(out.uint(key::question), rows, [](const auto& row) { return row.question; });
  put_column(out.uint(key::transport), rows, [](const auto& row) { return row.transport; });
  put_column(out.uint(key::outcome), rows, [](const auto& row) { return row.outcome; });
  put_times(out, rows, resolution);
  put_optional_column(
      out.uint(key::hop_limit), rows, [](const auto& row) { return row.hop_limit; });
  put_column(out.uint(key::secret), rows, [](const auto& row) { return row.secret; });
  put_differences(out.uint(key::draw), rows, [](const auto& row) { return row.draw; });
  put_optional_column(
      out.uint(key::source_port), rows, [](const auto& row) { return row.source_port; });
  put_column(out.uint(key::signs), rows, [](const auto& row) { return row.signs.bits(); });
  put_optional_column(out.uint(key::answer), rows, [](const auto& row) { return row.answer; });
}

// Of something of which there are `count`.
std::uint32_t take_index(Decoder& in, std::size_t count) {
  const auto index = in.take<std::uint32_t>();
  if (index >= count) in.refuse(Fault::out_of_range);
  return index;
}

// The first column says how many measurements there are.
Rows take_endpoints(Decoder& in) {
  in.key(key::endpoint);
  Rows rows(in.enter_array(measurements_max));
  for (auto& row : rows) row.endpoint = in.take<std::uint32_t>();
  in.leave();
  return rows;
}

void take_times(Decoder& in, Rows& rows, Duration resolution) {
  in.key(key::sent_at);
  take_moments(in, rows, &Measurement::sent_at);
  in.key(key::rtt);
  take_column(in, rows, [&](auto& row) { row.rtt = take_time(in, resolution); });
  in.key(key::rtt_source);
  take_column(in, rows, [&](Measurement& row) {
    row.rtt_source = in.take_enum(RttSource::kernel);
    if (row.rtt.has_value() != (row.rtt_source != RttSource::none)) in.refuse(Fault::unacceptable);
  });
  in.key(key::connect);
  take_column(in, rows, [&](auto& row) { row.connect = take_time(in, resolution); });
}

Rows take_rows(Decoder& in, const Payload& tables, Duration resolution) {
  auto rows = take_endpoints(in);
  in.key(key::question);
  take_column(in, rows, [&](auto& row) { row.question = take_index(in, tables.questions.size()); });
  in.key(key::transport);
  take_column(in, rows, [&](auto& row) { row.transport = in.take_enum(Transport::tcp); });
  in.key(key::outcome);
  take_column(in, rows, [&](auto& row) { row.outcome = in.take_enum(Outcome::intercepted); });
  take_times(in, rows, resolution);
  in.key(key::hop_limit);
  take_column(in, rows, [&](auto& row) { row.hop_limit = take_optional<std::uint8_t>(in); });
  in.key(key::secret);
  take_column(in, rows, [&](auto& row) { row.secret = take_index(in, tables.secrets.size()); });
  in.key(key::draw);
  take_differences(in, rows, UINT32_MAX, [](Measurement& row, std::int64_t number) {
    row.draw = static_cast<std::uint32_t>(number);
  });
  in.key(key::source_port);
  take_column(in, rows, [&](auto& row) { row.source_port = take_optional<std::uint16_t>(in); });
  in.key(key::signs);
  take_column(in, rows, [&](auto& row) { row.signs = Signs(in.take<std::uint16_t>()); });
  in.key(key::answer);
  take_column(in, rows, [&](auto& row) {
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
  const bool traces = std::ranges::any_of(payload.measurements, has_trace);
  const bool lookups = !payload.lookups.empty();
  Encoder out;
  out.map(field_count + (traces ? 1U : 0U) + (lookups ? 1U : 0U));
  put_version(out);
  put(out.uint(key::rtt_resolution), rtt_resolution);
  put_ports(out.uint(key::ports), payload.ports);
  put_secrets(out.uint(key::secrets), payload.secrets);
  put_questions(out.uint(key::questions), payload.questions);
  put_replies(out.uint(key::replies), payload.replies);
  put_answers(out.uint(key::answers), payload.answers);
  put_rows(out, payload.measurements, rtt_resolution);
  put_strays(out.uint(key::strays), payload.measurements);
  put_objects(out.uint(key::objects), payload.objects);
  if (traces) put_traces(out.uint(key::traces), payload.measurements, rtt_resolution);
  if (lookups) {
    put_lookups(out.uint(key::lookups), payload.lookups, rtt_resolution);
  }
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
  if (in.at_key(key::traces)) take_traces(in, payload.measurements, resolution);
  if (in.at_key(key::lookups)) payload.lookups = take_lookups(in, resolution);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return payload;
}

}  // namespace tocsin::record
