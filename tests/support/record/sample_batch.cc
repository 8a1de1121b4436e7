#include "tests/support/record/sample_batch.h"

#include <numeric>

#include "core/base/hex.h"
#include "core/record/payload_builder.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"

namespace tocsin::record::sample {
namespace {

using namespace std::chrono_literals;

crypto::SigningKey key_from(std::uint8_t first) {
  crypto::Seed seed;
  std::iota(seed.begin(), seed.end(), first);
  return crypto::SigningKey::from_seed(seed);
}

constexpr Secret told{'t', 'o', 'l', 'd', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
constexpr Secret kept{'k', 'e', 'p', 't', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};

// QR, AA, NOERROR; question ". SOA IN"; one SOA with serial 2026030436; OPT with NSID "s1.oslo".
Bytes reply_with_id(std::uint16_t id) {
  Bytes reply;
  append_be16(reply, id);
  append(reply,
         from_hex("84000001000100000001"
                  "0000060001"
                  "0000060001000151800040"
                  "01610c726f6f742d73657276657273036e657400"
                  "056e73746c640c766572697369676e2d67727303636f6d00"
                  "78c2c564000007080000038400093a8000015180"
                  "00002904d000000000000b0003000773312e6f736c6f")
             .value());
  return reply;
}

MonotonicTime at(Duration since_boot) {
  return {since_boot};
}

Question soa_with_nsid() {
  Question question;
  question.edns = QuestionEdns{.nsid = true, .cookie = true};
  return question;
}

Observation observed(const Secret& secret, std::uint32_t number, MonotonicTime sent_at) {
  Observation observation;
  observation.question = soa_with_nsid();
  observation.secret = mark_of(secret);
  observation.query_id = draw(secret, number).query_id;
  observation.measurement.draw = number;
  observation.measurement.sent_at = sent_at;
  return observation;
}

Observation answered(Observation observation, Duration rtt) {
  auto& row = observation.measurement;
  row.endpoint = 2;
  row.outcome = Outcome::answered;
  row.rtt = rtt;
  row.rtt_source = RttSource::kernel;
  row.hop_limit = std::uint8_t{57};
  observation.heard = Heard{.reply = reply_with_id(observation.query_id),
                            .flags = 0x8400,
                            .rcode = 0,
                            .serial = 2026030436U,
                            .nsid = Bytes{'s', '1', '.', 'o', 's', 'l', 'o'}};
  return observation;
}

Observation over_tcp(Observation observation, Duration connect) {
  auto& row = observation.measurement;
  row.transport = Transport::tcp;
  row.rtt_source = RttSource::bracket;
  row.connect = connect;
  row.hop_limit.reset();
  row.source_port = std::uint16_t{40'961};
  return observation;
}

Observation failed(Observation observation, Outcome outcome, std::uint32_t endpoint) {
  observation.measurement.endpoint = endpoint;
  observation.measurement.outcome = outcome;
  return observation;
}

// Somebody guessed, from another port and with another id.
Observation with_stray(Observation observation) {
  auto& row = observation.measurement;
  row.signs.set(Sign::stray);
  row.stray_count = 5;
  row.strays.push_back({.why = StrayReason::wrong_source,
                        .after = 1'250us,
                        .from = Sender{plan::address_from("192.0.2.66").value(), 4242},
                        .hop_limit = std::uint8_t{63},
                        .bytes = {0xde, 0xad, 0x84, 0x00}});
  return observation;
}

HopQuery expired(Router from, Duration rtt) {
  return {.notice = HopNotice{.from = from, .type = 11, .rtt = rtt}, .reply = {}};
}

HopQuery replied(Duration rtt) {
  return {.notice = {}, .reply = HopReply{.rtt = rtt, .hop_limit = std::uint8_t{57}}};
}

Observation traced(Observation observation) {
  const auto core = plan::address_from("203.0.113.9").value();
  auto& row = observation.measurement;
  row.rtt_source = RttSource::bracket;
  row.trace = Trace{.end = TraceEnd::answered,
                    .per_hop = 2,
                    .queries = {expired(OwnRouter{0}, 1ms),
                                expired(OwnRouter{0}, 1'100us),
                                expired(core, 6ms),
                                HopQuery{},
                                replied(12'345'600ns),
                                replied(12'400us)}};
  return observation;
}

Lookup lookup(LookupQuestion question, ResolverFinding finding, Duration asked_at) {
  Lookup row{.endpoint = 2, .question = question, .finding = finding, .asked_at = at(asked_at)};
  if (finding == ResolverFinding::no_answer) return row;
  row.took = 8ms;
  row.rcode = finding == ResolverFinding::servfail ? std::uint16_t{2} : std::uint16_t{0};
  return row;
}

}  // namespace

crypto::SigningKey probe_key() {
  return key_from(0x00);
}
crypto::SigningKey log_key() {
  return key_from(0x40);
}
crypto::SigningKey country_key() {
  return key_from(0x80);
}

Digest digest_of(std::uint8_t byte) {
  Digest digest;
  digest.fill(byte);
  return digest;
}

plan::TargetSet targets() {
  const auto endpoint = [](const char* server, const char* address) {
    return plan::Endpoint{".", server, plan::address_from(address).value()};
  };
  return {{endpoint("a.root-servers.net.", "198.41.0.4"),
           endpoint("a.root-servers.net.", "2001:503:ba3e::2:30"),
           endpoint("k.root-servers.net.", "193.0.14.129"),
           endpoint("k.root-servers.net.", "2001:7fd::1")}};
}

Payload payload() {
  const auto begin = 86400s;
  PayloadBuilder builder;
  builder.add(answered(observed(told, 40, at(begin)), 12'345'600ns));
  builder.add(with_stray(failed(observed(kept, 0, at(begin + 500ms)), Outcome::timeout, 1)));
  builder.add(over_tcp(answered(observed(kept, 2, at(begin + 2500ms)), 25'000'000ns), 12ms));
  builder.add(failed(observed(kept, 1, at(begin + 9s)), Outcome::refused, 3));
  auto payload = std::move(builder).finish();
  payload.secrets[0].secret = told;
  payload.replies.push_back({.digest = digest_of(0x77), .bytes = 0, .kept = {}});
  payload.objects = {encode_target_set(targets())};
  return payload;
}

Payload trace_and_lookups() {
  const auto begin = 86400s;
  PayloadBuilder builder;
  builder.add(failed(observed(kept, 0, at(begin)), Outcome::timeout, 1));
  builder.add(traced(answered(observed(told, 40, at(begin + 500ms)), 12'345'600ns)));
  builder.add(lookup(LookupQuestion::soa, ResolverFinding::resolves, begin));
  builder.add(lookup(LookupQuestion::ds, ResolverFinding::ds_differs, begin + 1s));
  builder.add(lookup(LookupQuestion::soa, ResolverFinding::servfail, begin + 2s));
  auto silent = lookup(LookupQuestion::ds, ResolverFinding::no_answer, begin + 3s);
  silent.resolver = 1;
  builder.add(silent);
  return std::move(builder).finish();
}

Envelope unsealed_envelope() {
  Envelope e;
  e.probe = probe_id_of(probe_key().public_key());
  e.key_epoch = 0;
  e.incarnation = 0x1122334455667788;
  std::iota(e.boot_id.begin(), e.boot_id.end(), std::uint8_t{0xb0});
  e.sequence = 8641;
  e.previous = digest_of(0xaa);
  e.opened_at = at(86400s);
  e.closed_at = {at(86410s), {1'767'225'600s}, 5ms, ClockSource::chrony};
  e.software = "tocsin-probe/0.1.0";
  e.plan = "watch";
  e.plan_digest = digest_of(0xcc);
  e.target_set = target_set_digest(targets());
  e.not_measured = 1;
  e.references.v4 = {RingCount{10, 10}, RingCount{20, 19}, RingCount{30, 28}};
  e.references.v6 = {RingCount{0, 0}, RingCount{10, 9}, RingCount{30, 30}};
  e.gaps = {{8000, 8004, GapReason::thinned}, {8640, 8640, GapReason::never_closed}};
  e.checkpoints = {{"log.collector.example", 70'000, digest_of(0xdd)}};
  e.commitments = {{PrivateField::address_v4, digest_of(0xee)}};
  return e;
}

Batch batch() {
  return batch_of(payload());
}

Batch batch_of(const Payload& payload) {
  auto envelope = unsealed_envelope();
  auto bytes = seal(payload, resolution, envelope);
  return {VerifiedEnvelope::sign(std::move(envelope), probe_key()), std::move(bytes)};
}

}  // namespace tocsin::record::sample
