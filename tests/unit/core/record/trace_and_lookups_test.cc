// What a payload says beside its columns: the way to servers, and what resolvers say.
#include <gtest/gtest.h>

#include "core/cbor/encoder.h"
#include "core/record/limits.h"
#include "core/record/lookup_codec.h"
#include "core/record/payload_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/trace_codec.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;
using cbor::Fault;

Payload there_and_back(const Payload& payload) {
  return decode_payload(encode_payload(payload, sample::resolution)).value();
}

TEST(TraceAndLookups, ComeBackAsTheyWere) {
  EXPECT_EQ(there_and_back(sample::trace_and_lookups()), sample::trace_and_lookups());
}

TEST(TraceAndLookups, ComeBackEachWithoutTheOther) {
  auto payload = sample::trace_and_lookups();
  payload.lookups.clear();
  EXPECT_EQ(there_and_back(payload), payload);
  payload = sample::trace_and_lookups();
  payload.measurements.clear();
  EXPECT_EQ(there_and_back(payload), payload);
}

TEST(TraceAndLookups, CutShortAnywhereAreRefused) {
  const auto bytes = encode_payload(sample::trace_and_lookups(), sample::resolution);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_payload(ByteView(bytes).first(size))) << size;
  }
}

TEST(TraceAndLookups, DropWhatIsFinerThanTheResolution) {
  auto payload = sample::trace_and_lookups();
  payload.measurements[1].trace->queries[0].notice->rtt = 1'000'099ns;
  payload.lookups[0].took = 8'000'099ns;
  EXPECT_EQ(there_and_back(payload), sample::trace_and_lookups());
}

TEST(TraceAndLookups, ALookupOutsideTheTargetSetIsSeen) {
  auto payload = sample::trace_and_lookups();
  EXPECT_TRUE(within(payload, sample::targets()));
  payload.lookups[3].endpoint = 4;
  EXPECT_FALSE(within(payload, sample::targets()));
}

TEST(TraceAndLookups, ALookupAfterTheBatchClosedIsRefused) {
  auto payload = sample::trace_and_lookups();
  auto envelope = sample::unsealed_envelope();
  payload.lookups[3].asked_at = envelope.closed_at.monotonic + 1us;
  const auto bytes = seal(payload, sample::resolution, envelope);
  EXPECT_EQ(open(envelope, bytes).error().fault, PayloadFault::dated_after);
}

// One trace of one hop with two queries: an own router's ICMP, and a reply.
struct TraceColumns {
  std::uint64_t row = 1;
  std::uint64_t end = 0;
  std::uint64_t hops = 1;
  std::uint64_t per_hop = 2;
  std::size_t router_bytes = 1;
  std::optional<std::uint64_t> icmp = 11 * 256;
  std::optional<std::uint64_t> router = 0;
  std::optional<std::uint64_t> notice_rtt = 100;
  std::optional<std::uint64_t> reply_rtt = 200;
  std::optional<std::uint64_t> hop_limit = 57;

  Bytes bytes() const {
    cbor::Encoder out;
    out.array(10);
    for (const auto value : {row, end, hops, per_hop}) out.array(1).uint(value);
    out.array(1).bytes(Bytes(router_bytes));
    const std::optional<std::uint64_t> none;
    pair(out, icmp, none);
    pair(out, router, none);
    pair(out, notice_rtt, none);
    pair(out, none, reply_rtt);
    pair(out, none, hop_limit);
    return std::move(out).finish();
  }

  std::optional<Fault> fault() const {
    const auto all = bytes();
    cbor::Decoder in(all);
    std::vector<Measurement> rows(2);
    take_traces(in, rows, sample::resolution);
    const auto done = in.finish();
    return done ? std::nullopt : std::optional(done.error().fault);
  }

 private:
  static void pair(cbor::Encoder& out,
                   std::optional<std::uint64_t> first,
                   std::optional<std::uint64_t> second) {
    out.array(2);
    for (const auto& value : {first, second}) value ? out.uint(*value) : out.null();
  }
};

TEST(HostileTrace, ThatIsNotOneIsAccepted) {
  EXPECT_EQ(TraceColumns{}.fault(), std::nullopt);
}

TEST(HostileTrace, OfARowThatIsNotThereIsRefused) {
  EXPECT_EQ(TraceColumns{.row = 2}.fault(), Fault::out_of_range);
}

TEST(HostileTrace, WithoutHopsOrQueriesIsRefused) {
  EXPECT_EQ(TraceColumns{.hops = 0}.fault(), Fault::out_of_range);
  EXPECT_EQ(TraceColumns{.per_hop = 0}.fault(), Fault::out_of_range);
}

TEST(HostileTrace, WithMoreOfThemThanThereAreIsRefused) {
  EXPECT_EQ(TraceColumns{.hops = 256}.fault(), Fault::out_of_range);
  EXPECT_EQ(TraceColumns{.per_hop = per_hop_max + 1U}.fault(), Fault::out_of_range);
  EXPECT_EQ(TraceColumns{.hops = 2}.fault(), Fault::missing_item);
  EXPECT_EQ(TraceColumns{.per_hop = 1}.fault(), Fault::too_long);
}

TEST(HostileTrace, WithAnUnknownEndIsRefused) {
  EXPECT_EQ(TraceColumns{.end = 4}.fault(), Fault::out_of_range);
}

TEST(HostileTrace, WithARouterThatHasNoAddressIsRefused) {
  EXPECT_EQ(TraceColumns{.router_bytes = 0}.fault(), Fault::out_of_range);
  EXPECT_EQ(TraceColumns{.router_bytes = 5}.fault(), Fault::out_of_range);
  EXPECT_EQ(TraceColumns{.router = 1}.fault(), Fault::out_of_range);
}

TEST(HostileTrace, ThatContradictsItselfIsRefused) {
  EXPECT_EQ(TraceColumns{.icmp = {}}.fault(), Fault::unacceptable);
  EXPECT_EQ(TraceColumns{.notice_rtt = {}}.fault(), Fault::unacceptable);
  EXPECT_EQ(TraceColumns{.reply_rtt = {}}.fault(), Fault::unacceptable);
}

// Traces of nothing but silence, on as many rows.
TEST(HostileTrace, OfMoreQueriesThanAPayloadMayHoldIsRefused) {
  constexpr std::size_t traces = 17;
  cbor::Encoder out;
  out.array(10);
  out.array(traces);
  for (std::uint64_t row = 0; row < traces; ++row) out.uint(row);
  for (const std::uint64_t value : {0U, 255U, 16U}) {
    out.array(traces);
    for (std::size_t i = 0; i < traces; ++i) out.uint(value);
  }
  out.array(0);
  for (int column = 0; column < 5; ++column) {
    out.array(traces * 255 * 16);
    for (std::size_t i = 0; i < traces * 255 * 16; ++i) out.null();
  }
  const auto all = std::move(out).finish();
  cbor::Decoder in(all);
  std::vector<Measurement> rows(traces);
  take_traces(in, rows, sample::resolution);
  EXPECT_EQ(in.finish().error().fault, Fault::too_long);
}

// One lookup.
struct LookupColumns {
  std::uint64_t resolver = 1;
  std::uint64_t question = 1;
  std::uint64_t finding = 10;
  std::int64_t asked_at = 0;
  std::optional<std::uint64_t> took = 80'000;
  std::optional<std::uint64_t> rcode = 0;

  std::optional<Fault> fault() const {
    cbor::Encoder out;
    out.array(7).array(1).uint(0);
    for (const auto value : {resolver, question, finding}) out.array(1).uint(value);
    out.array(1).integer(asked_at);
    for (const auto& value : {took, rcode}) {
      out.array(1);
      value ? out.uint(*value) : out.null();
    }
    const auto all = std::move(out).finish();
    cbor::Decoder in(all);
    take_lookups(in, sample::resolution);
    const auto done = in.finish();
    return done ? std::nullopt : std::optional(done.error().fault);
  }
};

TEST(HostileLookup, ThatIsNotOneIsAccepted) {
  EXPECT_EQ(LookupColumns{}.fault(), std::nullopt);
}

TEST(HostileLookup, WithAnUnknownNumberIsRefused) {
  EXPECT_EQ(LookupColumns{.resolver = 256}.fault(), Fault::out_of_range);
  EXPECT_EQ(LookupColumns{.question = 2}.fault(), Fault::out_of_range);
  EXPECT_EQ(LookupColumns{.finding = resolver_finding_count}.fault(), Fault::out_of_range);
  EXPECT_EQ(LookupColumns{.asked_at = -1}.fault(), Fault::out_of_range);
}

TEST(HostileLookup, OfAnAnswerWithoutRcodeOrTimeIsRefused) {
  EXPECT_EQ(LookupColumns{.took = {}}.fault(), Fault::unacceptable);
  EXPECT_EQ(LookupColumns{.rcode = {}}.fault(), Fault::unacceptable);
}

}  // namespace
}  // namespace tocsin::record
