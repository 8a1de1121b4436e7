#include "core/record/envelope_codec.h"

#include <algorithm>
#include <numeric>

#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;
using cbor::Fault;

// Numbers of the fields, in the order in which they stand.
namespace key {
enum : std::uint64_t {
  probe = 1,
  key_epoch,
  incarnation,
  boot_id,
  sequence,
  previous,
  opened_at,
  closed_at,
  software,
  plan,
  plan_digest,
  target_set,
  outcomes,
  not_measured,
  references,
  payload,
  payload_bytes,
  payload_plain_bytes,
  gaps,
  checkpoints,
  commitments,
};
}  // namespace key

constexpr std::size_t field_count = key::commitments + 1;  // the version too

void put(Encoder& out, const ClockReading& reading) {
  out.array(4);
  out.uint(static_cast<std::uint64_t>(reading.monotonic.since_boot.count()));
  out.integer(reading.wall.since_epoch.count());
  reading.bound ? out.uint(static_cast<std::uint64_t>(reading.bound->count())) : out.null();
  out.uint(static_cast<std::uint64_t>(reading.source));
}

ClockReading take_clock_reading(Decoder& in) {
  ClockReading reading;
  in.enter_array_of(4);
  reading.monotonic = take_monotonic(in);
  reading.wall = take_wall(in);
  if (!in.take_null()) reading.bound = take_duration(in);
  reading.source = in.take_enum(ClockSource::time_servers);
  if (reading.bound && reading.source == ClockSource::none) in.refuse(Fault::unacceptable);
  in.leave();
  return reading;
}

void put(Encoder& out, const std::array<RingCount, 3>& rings) {
  out.array(2 * rings.size());
  for (const auto& ring : rings) out.uint(ring.asked).uint(ring.answered);
}

std::array<RingCount, 3> take_rings(Decoder& in) {
  std::array<RingCount, 3> rings;
  in.enter_array_of(2 * rings.size());
  for (auto& ring : rings) {
    ring.asked = in.take<std::uint32_t>();
    ring.answered = in.take<std::uint32_t>();
    if (ring.answered > ring.asked) in.refuse(Fault::unacceptable);
  }
  in.leave();
  return rings;
}

void put(Encoder& out, const std::vector<Gap>& gaps) {
  out.array(gaps.size());
  for (const auto& gap : gaps) {
    out.array(3).uint(gap.first).uint(gap.last).uint(static_cast<std::uint64_t>(gap.reason));
  }
}

// Any order: gaps are reported as they become known.
std::vector<Gap> take_gaps(Decoder& in, std::uint64_t sequence) {
  std::vector<Gap> gaps(in.enter_array(gaps_max));
  for (auto& gap : gaps) {
    in.enter_array_of(3);
    gap.first = in.take<std::uint64_t>();
    gap.last = in.take<std::uint64_t>();
    gap.reason = in.take_enum(GapReason::never_closed);
    if (gap.first > gap.last || gap.last >= sequence) in.refuse(Fault::unacceptable);
    in.leave();
  }
  in.leave();
  return gaps;
}

void put(Encoder& out, const std::vector<SeenCheckpoint>& checkpoints) {
  out.array(checkpoints.size());
  for (const auto& checkpoint : checkpoints) {
    out.array(3).text(checkpoint.origin).uint(checkpoint.size).bytes(checkpoint.root);
  }
}

std::vector<SeenCheckpoint> take_checkpoints(Decoder& in) {
  std::vector<SeenCheckpoint> checkpoints(in.enter_array(checkpoints_max));
  for (auto& checkpoint : checkpoints) {
    in.enter_array_of(3);
    checkpoint.origin = in.take_text(origin_bytes_max);
    checkpoint.size = in.take<std::uint64_t>();
    checkpoint.root = in.take_exactly<32>();
    in.leave();
  }
  in.leave();
  return checkpoints;
}

void put(Encoder& out, const std::vector<Commitment>& commitments) {
  out.array(commitments.size());
  for (const auto& commitment : commitments) {
    out.array(2).uint(static_cast<std::uint64_t>(commitment.field)).bytes(commitment.digest);
  }
}

// One for each field at most, in the order of the fields.
std::vector<Commitment> take_commitments(Decoder& in) {
  constexpr auto last_field = PrivateField::resolvers;
  std::vector<Commitment> commitments(in.enter_array(static_cast<std::size_t>(last_field) + 1));
  for (auto& commitment : commitments) {
    in.enter_array_of(2);
    commitment.field = in.take_enum(last_field);
    commitment.digest = in.take_exactly<32>();
    in.leave();
  }
  const bool ascends =
      std::ranges::adjacent_find(commitments, std::ranges::greater_equal{}, &Commitment::field) ==
      commitments.end();
  if (!ascends) in.refuse(Fault::unacceptable);
  in.leave();
  return commitments;
}

void put_chain(Encoder& out, const Envelope& e) {
  put_field(out, key::probe, e.probe);
  put_field(out, key::key_epoch, e.key_epoch);
  put_field(out, key::incarnation, e.incarnation);
  put_field(out, key::boot_id, e.boot_id);
  put_field(out, key::sequence, e.sequence);
  put_field(out, key::previous, e.previous);
  put_field(out, key::opened_at, static_cast<std::uint64_t>(e.opened_at.since_boot.count()));
  out.uint(key::closed_at);
  put(out, e.closed_at);
}

void take_chain(Decoder& in, Envelope& e) {
  in.key(key::probe);
  e.probe = in.take_exactly<16>();
  in.key(key::key_epoch);
  e.key_epoch = in.take<std::uint32_t>();
  in.key(key::incarnation);
  e.incarnation = in.take<std::uint64_t>();
  in.key(key::boot_id);
  e.boot_id = in.take_exactly<16>();
  in.key(key::sequence);
  e.sequence = in.take<std::uint64_t>();
  in.key(key::previous);
  e.previous = in.take_exactly<32>();
  in.key(key::opened_at);
  e.opened_at = take_monotonic(in);
  in.key(key::closed_at);
  e.closed_at = take_clock_reading(in);
  if (e.closed_at.monotonic < e.opened_at) in.refuse(Fault::unacceptable);
}

void put_work(Encoder& out, const Envelope& e) {
  put_field(out, key::software, e.software);
  put_field(out, key::plan, e.plan);
  put_field(out, key::plan_digest, e.plan_digest);
  put_field(out, key::target_set, e.target_set);
  out.uint(key::outcomes).array(e.outcomes.size());
  for (const auto count : e.outcomes) out.uint(count);
  put_field(out, key::not_measured, e.not_measured);
  out.uint(key::references).array(2);
  put(out, e.references.v4);
  put(out, e.references.v6);
}

void take_work(Decoder& in, Envelope& e) {
  in.key(key::software);
  e.software = in.take_text(software_bytes_max);
  in.key(key::plan);
  e.plan = in.take_text(plan_name_bytes_max);
  in.key(key::plan_digest);
  e.plan_digest = in.take_exactly<32>();
  in.key(key::target_set);
  e.target_set = in.take_exactly<32>();
  in.key(key::outcomes);
  in.enter_array_of(e.outcomes.size());
  for (auto& count : e.outcomes) count = in.take<std::uint32_t>();
  if (measurements_in(e) > measurements_max) in.refuse(Fault::out_of_range);
  in.leave();
  in.key(key::not_measured);
  e.not_measured = in.take<std::uint32_t>();
  in.key(key::references);
  in.enter_array_of(2);
  e.references.v4 = take_rings(in);
  e.references.v6 = take_rings(in);
  in.leave();
}

void put_rest(Encoder& out, const Envelope& e) {
  put_field(out, key::payload, e.payload);
  put_field(out, key::payload_bytes, e.payload_bytes);
  put_field(out, key::payload_plain_bytes, e.payload_plain_bytes);
  out.uint(key::gaps);
  put(out, e.gaps);
  out.uint(key::checkpoints);
  put(out, e.checkpoints);
  out.uint(key::commitments);
  put(out, e.commitments);
}

void take_rest(Decoder& in, Envelope& e) {
  in.key(key::payload);
  e.payload = in.take_exactly<32>();
  in.key(key::payload_bytes);
  e.payload_bytes = in.take<std::uint32_t>();
  in.key(key::payload_plain_bytes);
  e.payload_plain_bytes = in.take<std::uint32_t>();
  in.key(key::gaps);
  e.gaps = take_gaps(in, e.sequence);
  in.key(key::checkpoints);
  e.checkpoints = take_checkpoints(in);
  in.key(key::commitments);
  e.commitments = take_commitments(in);
}

}  // namespace

std::uint64_t measurements_in(const Envelope& envelope) {
  return std::accumulate(envelope.outcomes.begin(), envelope.outcomes.end(), std::uint64_t{0});
}

Bytes encode_envelope(const Envelope& envelope) {
  Encoder out;
  out.map(field_count);
  put_version(out);
  put_chain(out, envelope);
  put_work(out, envelope);
  put_rest(out, envelope);
  return std::move(out).finish();
}

Result<Envelope, cbor::DecodeError> decode_envelope(ByteView bytes) {
  Envelope envelope;
  Decoder in(bytes);
  in.enter_map();
  take_version(in);
  take_chain(in, envelope);
  take_work(in, envelope);
  take_rest(in, envelope);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return envelope;
}

}  // namespace tocsin::record
