#include "core/record/plan_codec.h"

#include "core/crypto/sha256.h"
#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

constexpr auto measure_layout = [](auto& row, auto& measure) {
  row(measure.check, plan::Check::resolver);
  row(measure.zones, plan::Zones::tlds);
  row(measure.each, plan::Each::zone);
  row(measure.udp_every);
  row(measure.tcp_every);
  row(measure.tcp_one_in);
};

constexpr auto early_close_layout = [](auto& row, auto& early) {
  row(early.outcomes);
  row(early.at_least_apart);
  row(early.per_minute_max);
};

constexpr auto layout = [](auto& map, auto& plan) {
  map(plan.name, plan_name_bytes_max);
  map.rows(plan.measures, measures_max, measure_layout);
  map(plan.start_within);
  map(plan.panel);
  map(plan.timeout);
  map(plan.listen_on);
  map(plan.jitter);
  map(plan.batch_every);
  map(plan.rtt_resolution);
  map.row(plan.early_close, early_close_layout);
  map.unless(0U, plan.fleet);
};

}  // namespace

Bytes encode_plan(const plan::Plan& plan) {
  return encode_map(plan, layout);
}

Result<plan::Plan, cbor::DecodeError> decode_plan(ByteView bytes) {
  return decode_map<plan::Plan>(bytes, layout);
}

Digest plan_digest(const plan::Plan& plan) {
  return crypto::sha256(encode_plan(plan));
}

}  // namespace tocsin::record
