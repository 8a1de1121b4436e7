#include "probes/spool/spool_state.h"

#include "core/record/layout.h"
#include "probes/spool/checked_bytes.h"
#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

void put_set(cbor::Encoder& out, const SequenceSet& set) {
  out.array(set.ranges().size());
  for (const auto& [first, last] : set.ranges()) out.array(2).uint(first).uint(last);
}

SequenceSet take_set(cbor::Decoder& in) {
  SequenceSet set;
  const auto count = in.enter_array(format::state_ranges_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    in.enter_array_of(2);
    const auto first = in.take_uint();
    const auto last = in.take_uint();
    in.leave();
    if (last < first) in.refuse(cbor::Fault::out_of_range);
    if (!in.failed()) set.insert({first, last});
  }
  in.leave();
  return set;
}

void put_numbers(cbor::Encoder& out, const std::set<std::uint64_t>& numbers) {
  out.array(numbers.size());
  for (const auto number : numbers) out.uint(number);
}

std::set<std::uint64_t> take_numbers(cbor::Decoder& in) {
  std::set<std::uint64_t> numbers;
  const auto count = in.enter_array(format::taken_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) numbers.insert(in.take_uint());
  in.leave();
  return numbers;
}

void put_cursors(cbor::Encoder& out, const std::map<std::string, CollectorCursor>& cursors) {
  out.array(cursors.size());
  for (const auto& [collector, cursor] : cursors) {
    out.array(3).text(collector);
    put_set(out, cursor.acknowledged);
    put_set(out, cursor.refused);
  }
}

std::map<std::string, CollectorCursor> take_cursors(cbor::Decoder& in) {
  std::map<std::string, CollectorCursor> cursors;
  const auto count = in.enter_array(format::collectors_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    in.enter_array_of(3);
    auto& cursor = cursors[std::string(in.take_text(format::collector_name_bytes_max))];
    cursor.acknowledged = take_set(in);
    cursor.refused = take_set(in);
    in.leave();
  }
  in.leave();
  return cursors;
}

constexpr auto layout = [](auto& row, auto& state) {
  row(state.incarnation);
  row(state.next);
  row.as(state.taken, put_numbers, take_numbers);
  row.as(state.gone, put_set, take_set);
  row(state.closed_below);
  row(state.last_envelope);
  row.rows(state.untold, format::state_ranges_max, gap_layout);
  row.as(state.cursors, put_cursors, take_cursors);
};

}  // namespace

Bytes encode_state(const SpoolState& state) {
  return with_check(format::state_magic, record::encode_row(state, layout));
}

Result<SpoolState> decode_state(ByteView bytes) {
  const auto body = checked_body(format::state_magic, bytes);
  if (!body) return fail("not a whole spool state: magic or checksum are not right");
  auto state = record::decode_row<SpoolState>(*body, layout);
  if (!state) return tl::unexpected<Error>(cbor::to_error("spool state", state.error()));
  return *std::move(state);
}

}  // namespace tocsin::probe
