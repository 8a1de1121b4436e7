// What a measurement costs in bytes and in CPU to seal, and to verify and open: for the root plan's
// batches of ten seconds and for batches of a thousand (typical_batch.h).
//
// Wire: the body of POST /v1/batches, without HTTP and TLS. Disk: envelope and payload, in a
// journal frame each.
#include <benchmark/benchmark.h>

#include "core/base/check.h"
#include "core/durable/journal_format.h"
#include "core/record/sealed_payload.h"
#include "core/record/submission.h"
#include "tests/bench/typical_batch.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

constexpr MonotonicTime begun{86'400s};

Payload root_batch() {
  return bench::root_batch(begun);
}

Payload later_root_batch() {
  return bench::later_root_batch(begun);
}

Payload thousand() {
  return bench::tld_batch(1000, begun, 60s);
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
