#include "tests/bench/typical_batch.h"

#include <random>

#include "core/base/check.h"
#include "core/record/payload_builder.h"
#include "tests/support/dns/captured.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::bench {
namespace {

using namespace std::chrono_literals;
using record::Observation;

std::mt19937_64& random_numbers() {
  static std::mt19937_64 engine(20260819);
  return engine;
}

std::uint16_t random_u16() {
  return static_cast<std::uint16_t>(random_numbers()());
}

// Of the one secret that all are drawn from.
constexpr record::Secret secret{1};

std::string zone_name(std::uint32_t zone) {
  return {static_cast<char>('a' + zone % 26), static_cast<char>('a' + zone / 26), 'x', '.'};
}

}  // namespace

Bytes instance_of(std::uint32_t server) {
  const auto text = "s" + std::to_string(1 + server % 3) + ".site-" + std::to_string(server);
  return {text.begin(), text.end()};
}

Observation asked(std::uint32_t endpoint, MonotonicTime sent_at, std::uint32_t number) {
  Observation observation;
  observation.question.edns = record::QuestionEdns{.nsid = true, .cookie = true};
  observation.secret = record::mark_of(secret);
  observation.measurement.endpoint = endpoint;
  observation.measurement.sent_at = sent_at;
  observation.measurement.draw = number;
  return observation;
}

Observation answered(Observation observation, Bytes reply, std::uint32_t serial, Bytes nsid) {
  auto& row = observation.measurement;
  row.outcome = record::Outcome::answered;
  row.rtt = 5ms + Duration{random_numbers()() % 40'000'000};
  row.rtt_source = record::RttSource::kernel;
  row.hop_limit = static_cast<std::uint8_t>(48 + row.endpoint % 9);
  observation.heard = record::Heard{
      .reply = std::move(reply), .flags = 0x8400, .serial = serial, .nsid = std::move(nsid)};
  return observation;
}

// A server's own reply: a captured one that ends with its own NSID. Letters run different software,
// so half of them add the root's NS records and half do not.
Observation root_row(std::uint32_t endpoint, MonotonicTime sent_at, std::uint32_t number) {
  auto reply = test::captured(endpoint % 4 < 2 ? "nsd_root_soa_nsid" : "knot_root_soa_nsid");
  const auto nsid = instance_of(endpoint / 2);
  append(reply, nsid);
  return answered(asked(endpoint, sent_at, number), std::move(reply), 2026081901U, nsid);
}

namespace {

Observation tld_row(std::uint32_t endpoint, MonotonicTime sent_at, std::uint32_t number) {
  const auto zone = endpoint / 6;
  const dns::Question question{dns::Name::from_text(zone_name(zone)).value(), dns::Type::soa};
  const auto nsid = instance_of(endpoint % 40);
  auto reply = test::ReplyBuilder({.question = question, .edns = dns::EdnsOptions{}})
                   .soa(2026081900 + zone)
                   .nsid(as_text(nsid))
                   .bytes();
  return answered(asked(endpoint, sent_at, number), std::move(reply), 2026081900 + zone, nsid);
}

}  // namespace

record::Payload root_batch(MonotonicTime begun) {
  record::PayloadBuilder builder;
  for (std::uint32_t i = 0; i < root_rows; ++i) {
    const auto sent_at = begun + i * 333ms + Duration{random_u16()};
    auto observation = i == 7 ? asked(i, sent_at, i) : root_row(i % 26, sent_at, i);
    if (i >= 26) observation.measurement.transport = record::Transport::tcp;
    if (i >= 26) observation.measurement.source_port = random_u16();
    builder.add(std::move(observation));
  }
  return std::move(builder).finish();
}

record::Payload later_root_batch(MonotonicTime begun) {
  auto payload = root_batch(begun);
  for (auto& reply : payload.replies) {
    reply.kept.clear();
    reply.bytes = 0;
  }
  return payload;
}

record::Payload tld_batch(std::uint32_t rows, MonotonicTime begun, Duration lasts) {
  check(rows > 0 && rows <= tld_rows_max, "a batch of TLDs has rows, and a name for each");
  record::PayloadBuilder builder;
  for (std::uint32_t i = 0; i < rows; ++i) {
    const auto sent_at = begun + i * (lasts / rows) + Duration{random_u16()};
    builder.add(tld_row(i * std::uint64_t{617} % rows, sent_at, i));
  }
  return std::move(builder).finish();
}

}  // namespace tocsin::bench
