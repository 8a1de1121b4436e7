// Any measurements that a probe could make come back from a payload as they were, but for what the
// format says that it drops.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/record/answer.h"
#include "core/record/payload_codec.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using rc::gen::inRange;

template <class T>
std::optional<T> maybe(T value) {
  return *inRange(0, 2) == 0 ? std::nullopt : std::optional<T>(std::move(value));
}

Bytes some_bytes(int max) {
  return *rc::gen::container<Bytes>(static_cast<std::size_t>(*inRange(0, max)),
                                    rc::gen::arbitrary<std::uint8_t>());
}

Measurement some_measurement() {
  Measurement row;
  row.endpoint = *inRange(0U, 70'000U);
  row.transport = static_cast<Transport>(*inRange(0, 2));
  row.outcome = static_cast<Outcome>(*inRange(0, static_cast<int>(outcome_count)));
  row.sent_at = {std::chrono::microseconds{*inRange<std::int64_t>(0, 1'000'000'000'000)}};
  row.rtt_source = static_cast<RttSource>(*inRange(0, 4));
  if (row.rtt_source != RttSource::none) row.rtt = *inRange(0, 40'000'000) * sample::resolution;
  row.source_port = *rc::gen::arbitrary<std::uint16_t>();
  row.query_id = *rc::gen::arbitrary<std::uint16_t>();
  row.flags = maybe(*rc::gen::arbitrary<std::uint16_t>());
  row.rcode = maybe(*inRange<std::uint16_t>(0, 4096));
  row.serial = maybe(*rc::gen::arbitrary<std::uint32_t>());
  row.nsid = maybe(some_bytes(40));
  row.reply = some_bytes(80);
  return row;
}

// What the format keeps of it: a reply with its case masked and its tail cut.
Measurement kept(Measurement row) {
  const auto answer = answer_of(row);
  give(answer, row);
  return row;
}

RC_GTEST_PROP(PayloadOfAnything, ComesBackAsItWas, ()) {
  Payload payload;
  for (int i = *inRange(0, 30); i > 0; --i) {
    payload.measurements.push_back(kept(some_measurement()));
  }
  std::ranges::sort(payload.measurements, {}, &Measurement::sent_at);
  const auto read = decode_payload(encode_payload(payload, sample::resolution));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == payload);
}

}  // namespace
}  // namespace tocsin::record
