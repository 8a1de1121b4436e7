#include "probes/spool/spool_state.h"

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "probes/spool/checked_bytes.h"
#include "probes/spool/spool_format.h"

namespace tocsin::probe {
namespace {

void put(cbor::Encoder& out, const SequenceSet& set) {
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

std::set<std::uint64_t> take_numbers(cbor::Decoder& in) {
  std::set<std::uint64_t> numbers;
  const auto count = in.enter_array(format::taken_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) numbers.insert(in.take_uint());
  in.leave();
  return numbers;
}

void put(cbor::Encoder& out, const std::map<std::string, CollectorCursor>& cursors) {
  out.array(cursors.size());
  for (const auto& [collector, cursor] : cursors) {
    out.array(3).text(collector);
    put(out, cursor.acknowledged);
    put(out, cursor.refused);
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

}  // namespace

Bytes encode_state(const SpoolState& state) {
  cbor::Encoder out;
  out.array(8).uint(state.incarnation).uint(state.next);
  out.array(state.taken.size());
  for (const auto sequence : state.taken) out.uint(sequence);
  put(out, state.gone);
  out.uint(state.closed_below).bytes(state.last_envelope);
  put(out, state.untold);
  put(out, state.cursors);
  return with_check(format::state_magic, std::move(out).finish());
}

Result<SpoolState> decode_state(ByteView bytes) {
  const auto body = checked_body(format::state_magic, bytes);
  if (!body) return fail("not a whole spool state: magic or checksum are not right");
  cbor::Decoder in(*body);
  SpoolState state;
  in.enter_array_of(8);
  state.incarnation = in.take_uint();
  state.next = in.take_uint();
  state.taken = take_numbers(in);
  state.gone = take_set(in);
  state.closed_below = in.take_uint();
  state.last_envelope = in.take_exactly<32>();
  state.untold = take_gaps(in, format::state_ranges_max);
  state.cursors = take_cursors(in);
  in.leave();
  if (const auto done = in.finish(); !done) {
    return tl::unexpected<Error>(cbor::to_error("spool state", done.error()));
  }
  return state;
}

}  // namespace tocsin::probe
