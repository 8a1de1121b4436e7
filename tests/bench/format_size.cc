// What a measurement costs in bytes and in CPU to seal, and to verify and open: for the root plan's
// batches of ten seconds and for batches of a thousand. Replies are those that name servers gave
// (tests/fuzz/corpus/dns_reply), with another instance's NSID for each server; ids, ports and times
// are random, because they do not compress.
//
// Wire: the body of POST /v1/batches, without HTTP and TLS. Disk: envelope and payload, in a
// journal frame each.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

#include "core/base/check.h"
#include "core/durable/journal_format.h"
#include "core/record/payload_builder.h"
#include "core/record/sealed_payload.h"
#include "core/record/submission.h"
#include "tests/support/dns/captured.h"
#include "tests/support/dns/reply_builder.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

std::mt19937_64& random_numbers() {
  static std::mt19937_64 engine(20260819);
  return engine;
}

std::uint16_t random_u16() {
  return static_cast<std::uint16_t>(random_numbers()());
}

Bytes instance_of(std::uint32_t server) {
  const auto text = "s" + std::to_string(1 + server % 3) + ".site-" + std::to_string(server);
  return {text.begin(), text.end()};
}

// Of the one secret that all are drawn from.
constexpr Secret secret{1};

Observation asked(std::uint32_t endpoint, Duration sent_at, std::uint32_t number) {
  Observation observation;
  observation.question.edns = QuestionEdns{.nsid = true, .cookie = true};
  observation.secret = mark_of(secret);
  observation.measurement.endpoint = endpoint;
  observation.measurement.sent_at = {86'400s + sent_at};
  observation.measurement.draw = number;
  return observation;
}

Observation answered(Observation observation, Bytes reply, std::uint32_t serial, Bytes nsid) {
  auto& row = observation.measurement;
  row.outcome = Outcome::answered;
  row.rtt = 5ms + Duration{random_numbers()() % 40'000'000};
  row.rtt_source = RttSource::kernel;
  row.hop_limit = static_cast<std::uint8_t>(48 + row.endpoint % 9);
  observation.heard =
      Heard{.reply = std::move(reply), .flags = 0x8400, .serial = serial, .nsid = std::move(nsid)};
  return observation;
}

// A server's own reply: a captured one that ends with its own NSID. Letters run different software,
// so half of them add the root's NS records and half do not.
Observation root_row(std::uint32_t endpoint, Duration sent_at, std::uint32_t number) {
  auto reply = test::captured(endpoint % 4 < 2 ? "nsd_root_soa_nsid" : "knot_root_soa_nsid");
  const auto nsid = instance_of(endpoint / 2);
  append(reply, nsid);
  return answered(asked(endpoint, sent_at, number), std::move(reply), 2026081901U, nsid);
}

// 26 queries over UDP and 4 over TCP, one of which was not answered.
Payload root_batch() {
  PayloadBuilder builder;
  for (std::uint32_t i = 0; i < 30; ++i) {
    const auto sent_at = i * 333ms + Duration{random_u16()};
    auto observation = i == 7 ? asked(i, sent_at, i) : root_row(i % 26, sent_at, i);
    if (i >= 26) observation.measurement.transport = Transport::tcp;
    if (i >= 26) observation.measurement.source_port = random_u16();
    builder.add(std::move(observation));
  }
  return std::move(builder).finish();
}

// The same later on the same day, when its replies need only be named.
Payload later_root_batch() {
  auto payload = root_batch();
  for (auto& reply : payload.replies) {
    reply.kept.clear();
    reply.bytes = 0;
  }
  return payload;
}

std::string zone_name(std::uint32_t zone) {
  return {static_cast<char>('a' + zone % 26), static_cast<char>('a' + zone / 26), 'x', '.'};
}

// One TLD's SOA, as each of its six name servers gives it.
Observation tld_row(std::uint32_t endpoint, Duration sent_at, std::uint32_t number) {
  const auto zone = endpoint / 6;
  const dns::Question question{dns::Name::from_text(zone_name(zone)).value(), dns::Type::soa};
  const auto nsid = instance_of(endpoint % 40);
  auto reply = test::ReplyBuilder({.question = question, .edns = dns::EdnsOptions{}})
                   .soa(2026081900 + zone)
                   .nsid(as_text(nsid))
                   .bytes();
  return answered(asked(endpoint, sent_at, number), std::move(reply), 2026081900 + zone, nsid);
}

Payload thousand() {
  PayloadBuilder builder;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    builder.add(tld_row(i * 617 % 1000, i * 60ms + Duration{random_u16()}, i));
  }
  return std::move(builder).finish();
}

struct Sealed {
  VerifiedEnvelope envelope;
  Bytes payload;
};

Sealed seal_and_sign(const Payload& payload, const crypto::SigningKey& key) {
  auto envelope = sample::unsealed_envelope();
  envelope.closed_at.monotonic = {86'500s};
  envelope.gaps.clear();
  auto bytes = seal(payload, sample::resolution, envelope);
  return {VerifiedEnvelope::sign(std::move(envelope), key), std::move(bytes)};
}

void report(benchmark::State& state, const Payload& payload, const Sealed& sealed) {
  const auto count = static_cast<double>(payload.measurements.size());
  const auto envelope = sealed.envelope.bytes().size();
  const auto wire = encode_submission({sealed.envelope.bytes(), sealed.payload}).size();
  const auto disk = envelope + sealed.payload.size() + 2 * durable::format::frame_header_bytes;
  const auto plain = sealed.envelope.envelope().payload_plain_bytes;
  state.counters["measurements"] = count;
  state.counters["envelope_bytes"] = static_cast<double>(envelope);
  state.counters["plain_bytes_each"] = plain / count;
  state.counters["payload_bytes_each"] = static_cast<double>(sealed.payload.size()) / count;
  state.counters["wire_bytes_each"] = static_cast<double>(wire) / count;
  state.counters["disk_bytes_each"] = static_cast<double>(disk) / count;
  state.counters["cpu_seconds_each"] = benchmark::Counter(
      count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

using Make = Payload (*)();  // called within main: the captured replies are read then

void seal_batch(benchmark::State& state, Make make) {
  const auto payload = make();
  const auto key = sample::probe_key();
  for (auto _ : state) benchmark::DoNotOptimize(seal_and_sign(payload, key));
  report(state, payload, seal_and_sign(payload, key));
}

void verify_and_open_batch(benchmark::State& state, Make make) {
  const auto payload = make();
  const auto key = sample::probe_key();
  const auto sealed = seal_and_sign(payload, key);
  for (auto _ : state) {
    auto read = SignedEnvelope::decode(sealed.envelope.bytes());
    const auto verified = VerifiedEnvelope::verify(std::move(*read), key.public_key());
    const auto opened = open(verified->envelope(), sealed.payload);
    check(opened && opened->measurements.size() == payload.measurements.size(), "it opens");
  }
  report(state, payload, sealed);
}

BENCHMARK_CAPTURE(seal_batch, root, &root_batch);
BENCHMARK_CAPTURE(seal_batch, root_later_that_day, &later_root_batch);
BENCHMARK_CAPTURE(seal_batch, thousand, &thousand);
BENCHMARK_CAPTURE(verify_and_open_batch, root, &root_batch);
BENCHMARK_CAPTURE(verify_and_open_batch, thousand, &thousand);

}  // namespace
}  // namespace tocsin::record
