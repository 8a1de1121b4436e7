// Any observations that a probe could make come back from a payload as they were, but for what the
// format says that it drops.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "core/record/payload_builder.h"
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

Question some_question() {
  Question question{.name = *inRange(0, 2) == 0 ? "@" : "no-such",
                    .type = *rc::gen::arbitrary<std::uint16_t>()};
  question.recursion_desired = *inRange(0, 2) == 0;
  if (*inRange(0, 2) == 0) question.edns = QuestionEdns{.dnssec_ok = *inRange(0, 2) == 0};
  return question;
}

Heard some_reply() {
  return {.reply = some_bytes(80),
          .flags = *rc::gen::arbitrary<std::uint16_t>(),
          .rcode = *inRange<std::uint16_t>(0, 4096),
          .serial = maybe(*rc::gen::arbitrary<std::uint32_t>()),
          .nsid = maybe(some_bytes(40))};
}

Stray some_stray() {
  Stray stray;
  stray.why = static_cast<StrayReason>(*inRange(0, static_cast<int>(stray_reason_count)));
  stray.after = std::chrono::microseconds{*inRange(0, 4'000'000)};
  stray.from = maybe(Sender{plan::address_from("2001:db8::1").value(), 53});
  stray.hop_limit = maybe(*rc::gen::arbitrary<std::uint8_t>());
  stray.bytes = some_bytes(40);
  return stray;
}

Duration some_time() {
  return *inRange(0, 40'000'000) * sample::resolution;
}

HopQuery some_hop_query() {
  HopQuery query;
  const auto router = *inRange(0, 2) == 0 ? Router(plan::address_from("2001:db8::1").value())
                                          : Router(OwnRouter{*rc::gen::arbitrary<std::uint8_t>()});
  if (*inRange(0, 2) == 0) {
    query.notice = HopNotice{.from = maybe(router),
                             .type = *rc::gen::arbitrary<std::uint8_t>(),
                             .code = *rc::gen::arbitrary<std::uint8_t>(),
                             .rtt = some_time()};
  }
  const auto hop_limit = maybe(*rc::gen::arbitrary<std::uint8_t>());
  if (*inRange(0, 2) == 0) query.reply = HopReply{.rtt = some_time(), .hop_limit = hop_limit};
  return query;
}

Trace some_trace() {
  Trace trace;
  trace.end = static_cast<TraceEnd>(*inRange(0, 4));
  trace.per_hop = static_cast<std::uint8_t>(*inRange(1, 4));
  for (int i = trace.per_hop * *inRange(1, 6); i > 0; --i) {
    trace.queries.push_back(some_hop_query());
  }
  return trace;
}

Lookup some_lookup() {
  Lookup lookup;
  lookup.endpoint = *inRange(0U, 70'000U);
  lookup.resolver = *rc::gen::arbitrary<std::uint8_t>();
  lookup.question = static_cast<LookupQuestion>(*inRange(0, 2));
  lookup.finding =
      static_cast<ResolverFinding>(*inRange(0, static_cast<int>(resolver_finding_count)));
  lookup.asked_at = {std::chrono::microseconds{*inRange<std::int64_t>(0, 1'000'000'000'000)}};
  if (*inRange(0, 2) == 0) return lookup;
  lookup.took = some_time();
  lookup.rcode = *inRange<std::uint16_t>(0, 4096);
  return lookup;
}

Observation some_observation() {
  Observation observation;
  observation.question = some_question();
  observation.secret = {*rc::gen::arbitrary<std::uint8_t>()};
  auto& row = observation.measurement;
  row.endpoint = *inRange(0U, 70'000U);
  row.transport = static_cast<Transport>(*inRange(0, 2));
  row.outcome = static_cast<Outcome>(*inRange(0, static_cast<int>(outcome_count)));
  row.sent_at = {std::chrono::microseconds{*inRange<std::int64_t>(0, 1'000'000'000'000)}};
  row.rtt_source = static_cast<RttSource>(*inRange(0, 4));
  if (row.rtt_source != RttSource::none) row.rtt = *inRange(0, 40'000'000) * sample::resolution;
  row.connect = maybe(*inRange(0, 40'000'000) * sample::resolution);
  row.hop_limit = maybe(*rc::gen::arbitrary<std::uint8_t>());
  row.draw = *rc::gen::arbitrary<std::uint32_t>();
  row.source_port = maybe(*rc::gen::arbitrary<std::uint16_t>());
  row.signs = Signs(*rc::gen::arbitrary<std::uint16_t>());
  for (int i = *inRange(0, 3); i > 0; --i) row.strays.push_back(some_stray());
  row.stray_count = static_cast<std::uint32_t>(row.strays.size());
  if (*inRange(0, 4) == 0) row.trace = some_trace();
  auto reply = some_reply();
  if (!reply.reply.empty() && *inRange(0, 4) != 0) observation.heard = std::move(reply);
  return observation;
}

RC_GTEST_PROP(PayloadOfAnything, ComesBackAsItWas, ()) {
  PayloadBuilder builder;
  for (int i = *inRange(0, 30); i > 0; --i) builder.add(some_observation());
  for (int i = *inRange(0, 5); i > 0; --i) builder.add(some_lookup());
  const auto payload = std::move(builder).finish();
  const auto read = decode_payload(encode_payload(payload, sample::resolution));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == payload);
}

}  // namespace
}  // namespace tocsin::record
