// What an evidence bundle of 10,000 batches costs to check, and how large it is: five probes that
// ask 13 letters over IPv4 and IPv6 every ten seconds, of five countries, for five hours and a
// half.
//
// The peer is what nobody can do without: one Ed25519 signature for each batch, and SHA-256 of the
// whole file. How much longer the check takes than that is what our own code adds.
#include <benchmark/benchmark.h>

#include "core/base/check.h"
#include "core/bundle/account.h"
#include "core/bundle/archive.h"
#include "core/bundle/cut.h"
#include "core/crypto/sha256.h"
#include "core/record/signed_envelope.h"
#include "core/tlog/log_proof.h"
#include "tests/support/bundle/made_up_bundle.h"

namespace tocsin::bundle {
namespace {

constexpr int batches = 10'000;
constexpr int endpoints = 26;

struct Made {
  MadeUpBundle bundle;
  std::vector<collector::ScriptedProbe*> probes;
  std::vector<record::SignedEnvelope> envelopes;
  std::vector<crypto::PublicKey> keys;  // of each
  Contents contents;
  Bytes zip;

  Made() {
    for (const auto* country : {"CH", "DK", "FI", "NO", "SE"}) {
      probes.push_back(&bundle.enter(country, std::string(country) + "-1"));
    }
    bundle.question.to = bundle.noon + std::chrono::minutes(334);
    bundle.begin();
    const auto per_probe = batches / static_cast<int>(probes.size());
    for (int i = 1; i <= per_probe; ++i) {
      for (auto* probe : probes) send(*probe, 10 * i);
    }
    contents = bundle.with_claim();
    zip = pack(contents).value();
  }

  void send(collector::ScriptedProbe& probe, int closed_seconds) {
    std::vector<collector::Asked> asked;
    // No two payloads are the same, as no two batches are.
    const auto jitter = std::chrono::microseconds(envelopes.size());
    for (std::uint32_t i = 0; i < endpoints; ++i) {
      const auto before = std::chrono::milliseconds(9'000 - 300 * i) - jitter * (i + 1);
      asked.push_back({.endpoint = i % 4, .before_closing = before});
    }
    const auto batch = bundle.send(probe, closed_seconds, asked);
    envelopes.push_back(*record::SignedEnvelope::decode(batch.envelope.bytes()));
    keys.push_back(probe.key().public_key());
  }
};

const Made& made() {
  static const Made once;
  return once;
}

void check_bundle(benchmark::State& state) {
  const auto& all = made();
  for (auto _ : state) {
    const auto contents = unpack(all.zip);
    check(contents.has_value(), "the bundle is one");
    const auto range = replay(*contents);
    check(range.has_value(), "its range holds");
    const auto claim = account_of(*contents, *range, all.bundle.question, all.bundle.countries());
    check(claim && claim->counts.batches == batches, "every batch counts");
    check(as_text(contents->at(std::string(claim_path))) == to_json(*claim), "it is reproduced");
  }
  state.counters["batches"] = batches;
  state.counters["measurements"] = batches * endpoints;
  state.counters["zip_bytes"] = static_cast<double>(all.zip.size());
  state.counters["zip_bytes_per_batch"] = static_cast<double>(all.zip.size()) / batches;
}
BENCHMARK(check_bundle)->Unit(benchmark::kMillisecond)->Iterations(3);

void signatures_and_digest_alone(benchmark::State& state) {
  const auto& all = made();
  for (auto _ : state) {
    benchmark::DoNotOptimize(crypto::sha256(all.zip));
    for (std::size_t i = 0; i < all.envelopes.size(); ++i) {
      const auto verified = record::VerifiedEnvelope::verify(all.envelopes[i], all.keys[i]);
      check(verified.has_value(), "every signature holds");
    }
  }
}
BENCHMARK(signatures_and_digest_alone)->Unit(benchmark::kMillisecond)->Iterations(3);

// A proof for one entry of a log of a million, with three cosignatures.
void proof(benchmark::State& state) {
  static const auto log = [] {
    auto of = std::make_unique<tlog::LogInMemory>(
        tlog::NamedKey{"geneva.example/log", crypto::SigningKey::from_seed({7})});
    for (int i = 0; i < 1'000'000; ++i) {
      of->add(entry::Kind::batch, as_bytes(std::to_string(i)));
    }
    return of;
  }();
  std::vector<tlog::NamedKey> witnesses;
  for (const std::uint8_t i : {60, 61, 62}) {
    witnesses.push_back(
        {"witness-" + std::to_string(i) + ".example/w", crypto::SigningKey::from_seed({i})});
  }
  const auto after = log->cosigned(log->size(), witnesses, made().bundle.noon);
  const auto contents = cut_from(
      log->files(), {.before = {}, .after = after, .first = 999'936, .earlier = {500'000}});
  check(contents.has_value(), "the log proves it");
  const auto& text = contents->at(proof_path(500'000));
  const auto& entry = contents->at(entry_path(500'000));
  for (auto _ : state) {
    const auto parsed = tlog::parse_log_proof(as_text(text));
    check(parsed && tlog::check_inclusion(*parsed, entry), "the proof holds");
  }
  state.counters["bytes"] = static_cast<double>(text.size());
  state.counters["entries"] = 1'000'000;
}
BENCHMARK(proof)->Unit(benchmark::kMicrosecond)->Iterations(10'000);

}  // namespace
}  // namespace tocsin::bundle
