#include "core/record/payload_codec.h"

#include <map>

#include "core/base/check.h"
#include "core/record/answer.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;
using cbor::Fault;

namespace key {
enum : std::uint64_t {
  rtt_resolution = 1,
  endpoint,
  transport,
  outcome,
  sent_at,
  rtt,
  rtt_source,
  source_port,
  query_id,
  answer,
  answers,
  objects,
};
}  // namespace key

constexpr std::size_t field_count = key::objects + 1;  // the version too

// Each distinct answer once, in the order of first use, and which of them each measurement has.
struct Answers {
  std::vector<Answer> distinct;
  std::vector<std::optional<std::size_t>> index;
};

Answers collect_answers(const std::vector<Measurement>& rows) {
  Answers answers;
  std::map<Answer, std::size_t> known;
  for (const auto& row : rows) {
    auto answer = answer_of(row);
    if (answer.empty()) {
      answers.index.push_back(std::nullopt);
      continue;
    }
    const auto [at, is_new] = known.try_emplace(std::move(answer), known.size());
    if (is_new) answers.distinct.push_back(at->first);
    answers.index.push_back(at->second);
  }
  return answers;
}

template <class Value>
void put_column(Encoder& out,
                std::uint64_t key,
                const std::vector<Measurement>& rows,
                Value value) {
  out.uint(key).array(rows.size());
  for (const auto& row : rows) out.uint(static_cast<std::uint64_t>(value(row)));
}

void put_sent_at(Encoder& out, const std::vector<Measurement>& rows) {
  out.uint(key::sent_at).array(rows.size());
  Duration::rep last = 0;
  for (const auto& row : rows) {
    const auto now = row.sent_at.since_boot / sent_at_resolution;
    check(now >= last, "measurements stand in the order of sending");
    out.uint(static_cast<std::uint64_t>(now - last));
    last = now;
  }
}

bool is_timed(const Measurement& row) {
  return row.rtt && row.rtt_source != RttSource::none;
}

void put_rtt(Encoder& out, const std::vector<Measurement>& rows, Duration resolution) {
  out.uint(key::rtt).array(rows.size());
  for (const auto& row : rows) {
    if (!is_timed(row)) {
      out.null();
      continue;
    }
    check(*row.rtt >= Duration::zero() && *row.rtt <= rtt_max, "a round trip is a time of waiting");
    out.uint(static_cast<std::uint64_t>(*row.rtt / resolution));
  }
  put_column(out, key::rtt_source, rows, [](const auto& row) {
    return is_timed(row) ? row.rtt_source : RttSource::none;
  });
}

void put_answers(Encoder& out, const std::vector<Measurement>& rows) {
  const auto answers = collect_answers(rows);
  out.uint(key::answer).array(rows.size());
  for (const auto index : answers.index) index ? out.uint(*index) : out.null();
  out.uint(key::answers).array(answers.distinct.size());
  for (const auto& answer : answers.distinct) put(out, answer);
}

template <class Take>
void take_column(Decoder& in, std::uint64_t key, std::vector<Measurement>& rows, Take take) {
  in.key(key);
  in.enter_array_of(rows.size());
  for (auto& row : rows) take(row);
  in.leave();
}

// The first column says how many measurements there are.
std::vector<Measurement> take_endpoints(Decoder& in) {
  in.key(key::endpoint);
  std::vector<Measurement> rows(in.enter_array(measurements_max));
  for (auto& row : rows) row.endpoint = in.take<std::uint32_t>();
  in.leave();
  return rows;
}

void take_sent_at(Decoder& in, std::vector<Measurement>& rows) {
  constexpr auto max = static_cast<std::uint64_t>(Duration::max() / sent_at_resolution);
  std::uint64_t last = 0;
  take_column(in, key::sent_at, rows, [&](Measurement& row) {
    last += in.take_uint(max - last);
    row.sent_at = {static_cast<Duration::rep>(last) * sent_at_resolution};
  });
}

void take_rtt(Decoder& in, std::vector<Measurement>& rows, Duration resolution) {
  const auto max = static_cast<std::uint64_t>(rtt_max / resolution);
  take_column(in, key::rtt, rows, [&](Measurement& row) {
    if (!in.take_null()) row.rtt = static_cast<Duration::rep>(in.take_uint(max)) * resolution;
  });
  take_column(in, key::rtt_source, rows, [&](Measurement& row) {
    row.rtt_source = in.take_enum(RttSource::kernel);
    if (row.rtt.has_value() != (row.rtt_source != RttSource::none)) in.refuse(Fault::unacceptable);
  });
}

using Indices = std::vector<std::optional<std::size_t>>;

Indices take_answer_indices(Decoder& in, std::size_t rows) {
  Indices indices(rows);
  in.key(key::answer);
  in.enter_array_of(rows);
  for (auto& index : indices) {
    if (!in.take_null()) index = in.take_uint(measurements_max);
  }
  in.leave();
  return indices;
}

void take_answers(Decoder& in, std::vector<Measurement>& rows) {
  const auto indices = take_answer_indices(in, rows.size());
  in.key(key::answers);
  std::vector<Answer> answers(in.enter_array(measurements_max));
  for (auto& answer : answers) answer = take_answer(in);
  in.leave();

  std::size_t bytes = 0;
  for (std::size_t i = 0; i < rows.size() && !in.failed(); ++i) {
    if (!indices[i]) continue;
    if (*indices[i] >= answers.size()) return in.refuse(Fault::out_of_range);
    const auto& answer = answers[*indices[i]];
    bytes += answer.reply.size() + (answer.nsid ? answer.nsid->size() : 0);
    if (bytes > replies_bytes_max) return in.refuse(Fault::too_long);
    give(answer, rows[i]);
  }
}

std::vector<Bytes> take_objects(Decoder& in) {
  in.key(key::objects);
  std::vector<Bytes> objects(in.enter_array(objects_max));
  for (auto& object : objects) {
    const auto bytes = in.take_bytes(object_bytes_max);
    object.assign(bytes.begin(), bytes.end());
  }
  in.leave();
  return objects;
}

Duration take_resolution(Decoder& in) {
  in.key(key::rtt_resolution);
  const auto resolution = Duration{in.take_uint(std::chrono::nanoseconds(rtt_max).count())};
  if (!in.failed() && resolution == Duration::zero()) in.refuse(Fault::out_of_range);
  return std::max(resolution, Duration{1});  // safe to divide by, also after a fault
}

}  // namespace

Bytes encode_payload(const Payload& payload, Duration rtt_resolution) {
  const auto& rows = payload.measurements;
  check(rows.size() <= measurements_max, "a batch closes before it is full");
  check(rtt_resolution > Duration::zero(), "a resolution is a time");
  Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::rtt_resolution, static_cast<std::uint64_t>(rtt_resolution.count()));
  put_column(out, key::endpoint, rows, [](const auto& row) { return row.endpoint; });
  put_column(out, key::transport, rows, [](const auto& row) { return row.transport; });
  put_column(out, key::outcome, rows, [](const auto& row) { return row.outcome; });
  put_sent_at(out, rows);
  put_rtt(out, rows, rtt_resolution);
  put_column(out, key::source_port, rows, [](const auto& row) { return row.source_port; });
  put_column(out, key::query_id, rows, [](const auto& row) { return row.query_id; });
  put_answers(out, rows);
  out.uint(key::objects).array(payload.objects.size());
  for (const auto& object : payload.objects) out.bytes(object);
  return std::move(out).finish();
}

Result<Payload, cbor::DecodeError> decode_payload(ByteView plain) {
  Decoder in(plain);
  in.enter_map();
  take_version(in);
  const auto resolution = take_resolution(in);
  auto rows = take_endpoints(in);
  take_column(
      in, key::transport, rows, [&](auto& row) { row.transport = in.take_enum(Transport::tcp); });
  take_column(
      in, key::outcome, rows, [&](auto& row) { row.outcome = in.take_enum(Outcome::intercepted); });
  take_sent_at(in, rows);
  take_rtt(in, rows, resolution);
  take_column(in, key::source_port, rows, [&](auto& row) {
    row.source_port = in.template take<std::uint16_t>();
  });
  take_column(in, key::query_id, rows, [&](auto& row) {
    row.query_id = in.template take<std::uint16_t>();
  });
  take_answers(in, rows);
  auto objects = take_objects(in);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return Payload{std::move(rows), std::move(objects)};
}

}  // namespace tocsin::record
