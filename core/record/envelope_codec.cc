#include "core/record/envelope_codec.h"

#include <algorithm>
#include <numeric>

#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Fault;

constexpr auto reading_layout = [](auto& row, auto& reading) {
  row(reading.monotonic);
  row(reading.wall);
  row(reading.bound);
  row(reading.source, ClockSource::time_servers);
  row.require(!reading.bound || reading.source != ClockSource::none);
};

constexpr auto outcomes_layout = [](auto& row, auto& outcomes) {
  for (auto& count : outcomes) row(count);
};

constexpr auto rings_layout = [](auto& row, auto& rings) {
  for (auto& ring : rings) {
    row(ring.asked);
    row(ring.answered);
    row.require(ring.answered <= ring.asked);
  }
};

constexpr auto references_layout = [](auto& row, auto& references) {
  row.row(references.v4, rings_layout);
  row.row(references.v6, rings_layout);
};

constexpr auto gap_layout = [](auto& row, auto& gap) {
  row(gap.first);
  row(gap.last);
  row(gap.reason, GapReason::never_closed);
  row.require(gap.first <= gap.last);
};

constexpr auto checkpoint_layout = [](auto& row, auto& checkpoint) {
  row(checkpoint.origin, origin_bytes_max);
  row(checkpoint.size);
  row(checkpoint.root);
};

constexpr auto last_field = PrivateField::resolvers;
constexpr std::size_t commitments_max = static_cast<std::size_t>(last_field) + 1;

constexpr auto commitment_layout = [](auto& row, auto& commitment) {
  row(commitment.field, last_field);
  row(commitment.digest);
};

// One for each field at most.
bool ascends(const std::vector<Commitment>& commitments) {
  return std::ranges::adjacent_find(
             commitments, std::ranges::greater_equal{}, &Commitment::field) == commitments.end();
}

// In any order: gaps are reported as they become known.
bool are_before(std::uint64_t sequence, const std::vector<Gap>& gaps) {
  return std::ranges::all_of(gaps, [&](const Gap& gap) { return gap.last < sequence; });
}

constexpr auto chain_fields = [](auto& map, auto& envelope) {
  map(envelope.probe);
  map(envelope.key_epoch);
  map(envelope.incarnation);
  map(envelope.boot_id);
  map(envelope.sequence);
  map(envelope.previous);
  map(envelope.opened_at);
  map.row(envelope.closed_at, reading_layout);
  map.require(envelope.opened_at <= envelope.closed_at.monotonic);
};

constexpr auto work_fields = [](auto& map, auto& envelope) {
  map(envelope.software, software_bytes_max);
  map(envelope.plan, plan_name_bytes_max);
  map(envelope.plan_digest);
  map(envelope.target_set);
  map.row(envelope.outcomes, outcomes_layout);
  map.require(measurements_in(envelope) <= measurements_max, Fault::out_of_range);
  map(envelope.not_measured);
  map.row(envelope.references, references_layout);
};

constexpr auto layout = [](auto& map, auto& envelope) {
  chain_fields(map, envelope);
  work_fields(map, envelope);
  map(envelope.payload);
  map(envelope.payload_bytes);
  map(envelope.payload_plain_bytes);
  map.rows(envelope.gaps, gaps_max, gap_layout);
  map.require(are_before(envelope.sequence, envelope.gaps));
  map.rows(envelope.checkpoints, checkpoints_max, checkpoint_layout);
  map.rows(envelope.commitments, commitments_max, commitment_layout);
  map.require(ascends(envelope.commitments));
};

}  // namespace

std::uint64_t measurements_in(const Envelope& envelope) {
  return std::accumulate(envelope.outcomes.begin(), envelope.outcomes.end(), std::uint64_t{0});
}

Bytes encode_envelope(const Envelope& envelope) {
  return encode_map(envelope, layout);
}

Result<Envelope, cbor::DecodeError> decode_envelope(ByteView bytes) {
  return decode_map<Envelope>(bytes, layout);
}

}  // namespace tocsin::record
