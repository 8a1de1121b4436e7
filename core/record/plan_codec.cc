#include "core/record/plan_codec.h"

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using plan::EarlyClose;
using plan::Measure;
using plan::Plan;

enum Key : std::uint64_t {
  key_name = 1,
  key_measures = 2,
  key_start_within = 3,
  key_panel = 4,
  key_timeout = 5,
  key_listen_on = 6,
  key_jitter = 7,
  key_batch_every = 8,
  key_rtt_resolution = 9,
  key_early_close = 10,
  key_fleet = 11,
};
constexpr std::size_t fields = 11;  // with the version, without the fleet

cbor::Encoder& put(cbor::Encoder& out, Duration duration) {
  check(duration >= Duration::zero(), "a plan has no negative durations");
  return out.uint(static_cast<std::uint64_t>(duration.count()));
}

void put_field(cbor::Encoder& out, Key key, Duration duration) {
  put(out.uint(key), duration);
}

void put_measure(cbor::Encoder& out, const Measure& measure) {
  out.array(6)
      .uint(static_cast<std::uint64_t>(measure.check))
      .uint(static_cast<std::uint64_t>(measure.zones))
      .uint(static_cast<std::uint64_t>(measure.each));
  put(out, measure.udp_every);
  put(out, measure.tcp_every).uint(measure.tcp_one_in);
}

void put_early_close(cbor::Encoder& out, const EarlyClose& early) {
  out.array(3).uint(early.outcomes);
  put(out, early.at_least_apart).uint(early.per_minute_max);
}

Measure take_measure(cbor::Decoder& in) {
  Measure measure;
  in.enter_array_of(6);
  measure.check = in.take_enum(plan::Check::resolver);
  measure.zones = in.take_enum(plan::Zones::tlds);
  measure.each = in.take_enum(plan::Each::zone);
  measure.udp_every = take_duration(in);
  measure.tcp_every = take_duration(in);
  measure.tcp_one_in = in.take<std::uint32_t>();
  in.leave();
  return measure;
}

EarlyClose take_early_close(cbor::Decoder& in) {
  EarlyClose early;
  in.enter_array_of(3);
  early.outcomes = in.take<std::uint32_t>();
  early.at_least_apart = take_duration(in);
  early.per_minute_max = in.take<std::uint32_t>();
  in.leave();
  return early;
}

Duration take_duration_at(cbor::Decoder& in, Key key) {
  in.key(key);
  return take_duration(in);
}

Plan take_plan(cbor::Decoder& in) {
  Plan plan;
  in.enter_map();
  take_version(in);
  in.key(key_name);
  plan.name = in.take_text(plan_name_bytes_max);
  in.key(key_measures);
  plan.measures.resize(in.enter_array(measures_max));
  for (auto& measure : plan.measures) measure = take_measure(in);
  in.leave();
  plan.start_within = take_duration_at(in, key_start_within);
  in.key(key_panel);
  plan.panel = in.take<std::uint32_t>();
  plan.timeout = take_duration_at(in, key_timeout);
  plan.listen_on = take_duration_at(in, key_listen_on);
  plan.jitter = take_duration_at(in, key_jitter);
  plan.batch_every = take_duration_at(in, key_batch_every);
  plan.rtt_resolution = take_duration_at(in, key_rtt_resolution);
  in.key(key_early_close);
  plan.early_close = take_early_close(in);
  if (in.at_key(key_fleet)) {
    plan.fleet = in.take<std::uint32_t>();
    if (plan.fleet == 0) in.refuse(cbor::Fault::out_of_range);
  }
  in.leave();
  return plan;
}

}  // namespace

Bytes encode_plan(const Plan& plan) {
  cbor::Encoder out;
  out.map(plan.fleet == 0 ? fields : fields + 1);
  put_version(out);
  out.uint(key_name).text(plan.name);
  out.uint(key_measures).array(plan.measures.size());
  for (const auto& measure : plan.measures) put_measure(out, measure);
  put_field(out, key_start_within, plan.start_within);
  out.uint(key_panel).uint(plan.panel);
  put_field(out, key_timeout, plan.timeout);
  put_field(out, key_listen_on, plan.listen_on);
  put_field(out, key_jitter, plan.jitter);
  put_field(out, key_batch_every, plan.batch_every);
  put_field(out, key_rtt_resolution, plan.rtt_resolution);
  put_early_close(out.uint(key_early_close), plan.early_close);
  if (plan.fleet != 0) out.uint(key_fleet).uint(plan.fleet);
  return std::move(out).finish();
}

Result<Plan, cbor::DecodeError> decode_plan(ByteView bytes) {
  cbor::Decoder in(bytes);
  auto plan = take_plan(in);
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return plan;
}

Digest plan_digest(const Plan& plan) {
  return crypto::sha256(encode_plan(plan));
}

}  // namespace tocsin::record
