#include <algorithm>

#include "core/base/check.h"
#include "core/record/fields.h"
#include "core/record/minute_results.h"
#include "core/record/zstd_frame.h"

namespace tocsin::record {
namespace {

// Of one object, and of one minute: a segment of the journal has fewer.
constexpr std::size_t items_max = std::size_t{1} << 24U;

namespace key {
enum : std::uint64_t { target_sets = 1, results, batches };
}  // namespace key

constexpr std::size_t field_count = key::batches + 1;

template <class E>
std::uint64_t number_of(E enumerator) {
  return static_cast<std::uint64_t>(enumerator);
}

void put(cbor::Encoder& out, const TestResult& result) {
  out.array(5).uint(result.type).uint(number_of(result.transport));
  out.uint(number_of(result.outcome)).uint(number_of(result.speed));
  if (result.answer) {
    out.array(2).uint(result.answer->flags).uint(result.answer->rcode);
  } else {
    out.null();
  }
}

void put(cbor::Encoder& out, const Minute& minute, std::int64_t before) {
  check(minute.number >= before, "minutes ascend");
  out.array(3).uint(static_cast<std::uint64_t>(minute.number - before));
  out.array(minute.tests.size());
  std::uint32_t last = 0;
  for (const auto& test : minute.tests) {
    check(test.endpoint >= last, "a minute's tests ascend");
    out.uint(test.endpoint - last);
    last = test.endpoint;
  }
  out.array(minute.tests.size());
  for (const auto& test : minute.tests) out.uint(test.result);
}

void put(cbor::Encoder& out, const MinutesOfBatch& batch, std::uint64_t before) {
  check(batch.leaf >= before, "batches ascend");
  out.array(3).uint(batch.leaf - before).uint(batch.target_set).array(batch.minutes.size());
  std::int64_t last = 0;
  for (const auto& minute : batch.minutes) {
    put(out, minute, last);
    last = minute.number;
  }
}

// Items are added one by one, so that memory follows what is there and not what a count says.
template <class Each, class Take>
std::vector<Each> take_list(cbor::Decoder& in, Take take) {
  std::vector<Each> all;
  const auto count = in.enter_array(items_max);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) all.push_back(take());
  in.leave();
  return all;
}

template <class Each, class Order>
void require_order(cbor::Decoder& in, const std::vector<Each>& all, Order in_order) {
  const auto is_wrong = [&](const Each& a, const Each& b) { return !in_order(a, b); };
  if (std::ranges::adjacent_find(all, is_wrong) != all.end()) in.refuse(cbor::Fault::unacceptable);
}

std::uint32_t take_below(cbor::Decoder& in, std::size_t count) {
  const auto index = in.take<std::uint32_t>();
  if (index >= count) in.refuse(cbor::Fault::out_of_range);
  return index;
}

// A step from what was taken last.
template <class Number>
Number take_step(cbor::Decoder& in, Number last) {
  const auto room = std::numeric_limits<Number>::max() - last;
  return static_cast<Number>(last + static_cast<Number>(in.take_uint(number_of(room))));
}

TestResult take_result(cbor::Decoder& in) {
  TestResult result;
  in.enter_array_of(5);
  result.type = in.take<std::uint16_t>();
  result.transport = in.take_enum(Transport::tcp);
  result.outcome = in.take_enum(Outcome::intercepted);
  result.speed = in.take_enum(Speed::undefined);
  if (!in.take_null()) {
    in.enter_array_of(2);
    const auto flags = in.take<std::uint16_t>();
    result.answer = AnswerHead{flags, in.take<std::uint16_t>()};
    in.leave();
  }
  in.leave();
  return result;
}

Minute take_minute(cbor::Decoder& in, std::int64_t before, std::size_t results) {
  Minute minute;
  in.enter_array_of(3);
  minute.number = take_step(in, before);
  std::uint32_t last = 0;
  minute.tests = take_list<Test>(in, [&] { return Test{last = take_step(in, last), 0}; });
  if (minute.tests.empty()) in.refuse(cbor::Fault::unacceptable);
  in.enter_array_of(minute.tests.size());
  for (auto& test : minute.tests) test.result = take_below(in, results);
  in.leave();
  in.leave();
  require_order(in, minute.tests, std::less_equal<>());
  return minute;
}

MinutesOfBatch take_batch(cbor::Decoder& in, std::uint64_t before, const MinuteResults& tables) {
  MinutesOfBatch batch;
  in.enter_array_of(3);
  batch.leaf = take_step(in, before);
  batch.target_set = take_below(in, tables.target_sets.size());
  std::int64_t last = 0;
  batch.minutes = take_list<Minute>(in, [&] {
    auto minute = take_minute(in, last, tables.results.size());
    last = minute.number;
    return minute;
  });
  in.leave();
  const auto ascends = [](const Minute& a, const Minute& b) { return a.number < b.number; };
  require_order(in, batch.minutes, ascends);
  return batch;
}

// Tables have what is used and no more, in the one order that they can have.
void require_tables_used(cbor::Decoder& in, const MinuteResults& all) {
  std::size_t sets = 0;
  std::vector<bool> used(all.results.size());
  for (const auto& batch : all.batches) {
    if (batch.target_set > sets) in.refuse(cbor::Fault::unacceptable);
    sets = std::max<std::size_t>(sets, batch.target_set + 1U);
    for (const auto& minute : batch.minutes) {
      for (const auto& test : minute.tests) used[test.result] = true;
    }
  }
  const bool all_used =
      sets == all.target_sets.size() && std::ranges::find(used, false) == used.end();
  if (!all_used) in.refuse(cbor::Fault::unacceptable);
}

}  // namespace

Bytes encode_plain(const MinuteResults& all) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  out.uint(key::target_sets).array(all.target_sets.size());
  for (const auto& set : all.target_sets) out.bytes(set);
  out.uint(key::results).array(all.results.size());
  for (const auto& result : all.results) put(out, result);
  out.uint(key::batches).array(all.batches.size());
  std::uint64_t last = 0;
  for (const auto& batch : all.batches) {
    put(out, batch, last);
    last = batch.leaf;
  }
  return std::move(out).finish();
}

Result<MinuteResults, cbor::DecodeError> decode_minute_results(ByteView plain) {
  MinuteResults all;
  cbor::Decoder in(plain);
  in.enter_map();
  take_version(in);
  in.key(key::target_sets);
  all.target_sets = take_list<Digest>(in, [&] { return in.take_exactly<32>(); });
  in.key(key::results);
  all.results = take_list<TestResult>(in, [&] { return take_result(in); });
  require_order(in, all.results, std::less<>());
  in.key(key::batches);
  std::uint64_t last = 0;
  all.batches = take_list<MinutesOfBatch>(in, [&] {
    auto batch = take_batch(in, last, all);
    last = batch.leaf;
    return batch;
  });
  in.leave();
  require_order(in, all.batches, [](const auto& a, const auto& b) { return a.leaf < b.leaf; });
  if (!in.failed()) require_tables_used(in, all);
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return all;
}

Bytes seal(const MinuteResults& results) {
  return compress(encode_plain(results));
}

std::optional<MinuteResults> open_minute_results(ByteView frame) {
  const auto plain = decompress_at_most(frame, minutes_plain_bytes_max);
  auto results = plain ? decode_minute_results(*plain) : tl::unexpected(cbor::DecodeError{});
  if (!results) return std::nullopt;
  return *std::move(results);
}

}  // namespace tocsin::record
