#include "tests/bench/rssac047/vantage_point.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/dns/reply.h"
#include "probes/checks/soa.h"
#include "probes/schedule/rssac047_round.h"
#include "tests/bench/typical_batch.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::bench {
namespace {

using plan::Family;
using record::Transport;

constexpr std::uint64_t unanswered_one_in = 1'000;
constexpr std::uint64_t spoilt_one_in = 20'000;
constexpr std::uint8_t key_mark = 100;

// Of a batch: its sequence number, seen to be one.
record::Secret secret_of(std::uint64_t sequence) {
  Bytes number;
  append_be64(number, sequence);
  record::Secret secret{};
  std::ranges::copy(number, secret.begin());
  return secret;
}

// The first endpoint of a letter is its IPv4 address, the next the other.
std::uint32_t in_family(std::uint32_t first, Family family) {
  return family == Family::v4 ? first : first + 1;
}

std::uint32_t letter_of(const plan::Endpoint& endpoint) {
  return static_cast<std::uint32_t>(plan::root_letter(endpoint).value() - 'a');
}

}  // namespace

VantagePoint::VantagePoint(std::uint32_t number, const plan::TargetSet& root, WallTime booted)
    : number_(number),
      root_(root),
      booted_(booted),
      who_("vp-" + std::to_string(number), static_cast<std::uint8_t>(key_mark + number)),
      plan_(plan::rssac047()),
      writer_({.key = who_.key(),
               .probe = who_.id(),
               .key_epoch = 0,
               .incarnation = 1,
               .boot_id = {},
               .software = "tocsin-probe/0.1.0"},
              plan_,
              root),
      random_(number) {}

probe::ClosedBatch VantagePoint::batch(std::int64_t interval,
                                       const Letters& letters,
                                       Tally& tally) {
  const WallTime begin{interval * probe::rssac047_every};
  probe::OpenBatch open(monotonic(begin));
  draws_ = 0;
  const auto round = probe::rssac047_round(
      plan_, root_, who_.id(), {number_ % vantage_points, vantage_points}, interval);
  for (const auto& test : round.tests) open.add(ask(test, begin + test.at, letters, tally));
  auto closing = closing_at(begin + probe::rssac047_every);
  known_.at(closing.at.wall);
  auto closed = writer_.close(std::move(open), std::move(closing), known_);
  known_.add(closed.replies);
  previous_ = closed.envelope.digest();
  ++sequence_;
  ++tally.batches;
  return closed;
}

record::Observation VantagePoint::ask(const probe::RoundTest& test,
                                      WallTime at,
                                      const Letters& letters,
                                      Tally& tally) {
  const bool is_soa = test.check == plan::Check::soa;
  const auto secret = secret_of(sequence_);
  const auto number = draws_++;
  probe::CorrectnessTest drawn{.transport = test.transport, .question = probe::soa_question()};
  auto endpoint = test.endpoint;
  if (!is_soa) {
    drawn = probe::correctness_test(letters.delegations(), record::draw(secret, number).cases);
    endpoint = in_family(endpoint, drawn.family);
  }
  ++(is_soa ? tally.soa : tally.correctness);
  auto observation = asked(endpoint, monotonic(at), number);
  observation.question = drawn.question;
  observation.secret = record::mark_of(secret);
  observation.measurement.transport = drawn.transport;
  if (random_() % unanswered_one_in == 0) {
    tally.unanswered += is_soa ? 0 : 1;
    return observation;
  }
  const auto letter = letter_of(root_.endpoints[endpoint]);
  const auto nsid = instance_of(letter * vantage_points + number_);
  const std::string instance(as_text(nsid));
  const bool spoils = !is_soa && random_() % spoilt_one_in == 0;
  tally.spoilt += spoils ? 1 : 0;
  const auto bytes =
      is_soa
          ? letters.soa(letter, at, instance)
          : letters.reply(letter, at, drawn.question, instance, spoils ? Spoilt::yes : Spoilt::no);
  const auto reply = dns::parse_reply(bytes);
  check(reply.has_value(), "a letter's reply is one");
  observation = answered(std::move(observation), {}, 0, {});
  observation.heard = record::skim(*reply);
  auto& row = observation.measurement;
  if (row.transport == Transport::tcp) {
    row.connect = *row.rtt / 2;
    row.hop_limit.reset();
  }
  return observation;
}

probe::Closing VantagePoint::closing_at(WallTime at) const {
  const auto sample = record::sample::unsealed_envelope();
  probe::Closing closing;
  closing.sequence = sequence_;
  closing.previous = previous_;
  closing.at = {monotonic(at), at, std::chrono::milliseconds(5), record::ClockSource::chrony};
  closing.references = sample.references;
  closing.checkpoints = sample.checkpoints;
  closing.commitments = sample.commitments;
  const auto secret = secret_of(sequence_);
  closing.secrets = {{record::mark_of(secret), secret}};
  return closing;
}

}  // namespace tocsin::bench
