#include "tests/bench/day/typical_day.h"

#include <algorithm>
#include <random>

#include "core/base/check.h"
#include "core/durable/journal_format.h"
#include "core/entry/journal_record.h"
#include "core/plan/root_hints.h"
#include "core/record/minute_results.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "core/zone/zone.h"
#include "probes/batch/batch_writer.h"
#include "probes/checks/route.h"
#include "tests/bench/day/asked_in.h"
#include "tests/bench/typical_batch.h"
#include "tests/support/dns/reply_builder.h"
#include "tests/support/process/unpacked.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::bench {
namespace {

using namespace std::chrono_literals;
using plan::Check;

constexpr Duration day = 24h;
constexpr WallTime first_second{1787140800s};  // 2026-08-20
// RSSAC047 has a figure of 20 vantage points at the least; our share of budgets allows 60.
constexpr std::uint32_t own_number = 7;
constexpr std::size_t signature_bytes = 18 + 5 + 256;  // RSA-2048
constexpr std::size_t nsec3_bytes = 60;
constexpr std::size_t key_bytes = 264;
constexpr std::size_t referral_bytes = 700;
constexpr std::size_t hops = 14;
constexpr auto rrsig = static_cast<dns::Type>(46);
// C2SP tlog-tiles: two bytes of length in a bundle; 32 in a tile of 256, and so on upwards.
constexpr double entry_bytes_beside = 2 + 32 * 256.0 / 255;

// The same for the same seed, and as little to be compressed as keys and signatures are.
Bytes drawn(std::size_t size, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Bytes bytes(size);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
  return bytes;
}

class Answers {
 public:
  Answers(const plan::TargetSet& targets, TldZones zones) : targets_(targets), zones_(zones) {}

  record::Observation to(const Asked& asked, std::int64_t minute, MonotonicTime sent_at) {
    const auto number = next_++;
    if (asked.check == Check::soa) {
      return finished(root_row(asked.endpoint, sent_at, number), asked);
    }
    auto heard = replied(asked, minute, number);
    return finished(answered(bench::asked(asked.endpoint, sent_at, number),
                             std::move(heard),
                             2026082000,
                             instance_of(asked.endpoint % 40)),
                    asked);
  }

 private:
  Bytes replied(const Asked& asked, std::int64_t minute, std::uint32_t number) const {
    const auto& zone = targets_.endpoints[asked.endpoint].zone;
    const auto name = record::full_name(asked.question, zone);
    check(name.has_value(), "a question has a name");
    const dns::Question question{*name, static_cast<dns::Type>(asked.question.type)};
    test::ReplyBuilder reply({.question = question, .edns = dns::EdnsOptions{}});
    const auto of_zone = std::hash<std::string>{}(zone);
    switch (asked.check) {
      case Check::tld: {
        const auto version = zones_ == TldZones::still ? 0 : minute;
        const auto seed = of_zone + static_cast<std::uint64_t>(version) * 1'000'003;
        reply.soa(static_cast<std::uint32_t>(version));
        for (int i = 0; i < 3; ++i) reply.answer(rrsig, drawn(signature_bytes, seed + i));
        for (int i = 0; i < 2; ++i) reply.answer(rrsig, drawn(nsec3_bytes, of_zone + 8 + i));
        break;
      }
      case Check::dnskey:
        for (int i = 0; i < 2; ++i) reply.answer(rrsig, drawn(key_bytes, of_zone + i));
        reply.answer(rrsig, drawn(signature_bytes, of_zone + 2));
        break;
      case Check::correctness:
        reply.answer(rrsig, drawn(referral_bytes, number));  // of another TLD each time
        break;
      default:
        reply.answer(dns::Type::txt, drawn(20, asked.endpoint));
    }
    return reply.nsid(as_text(instance_of(asked.endpoint % 40))).bytes();
  }

  static record::Observation finished(record::Observation observation, const Asked& asked) {
    auto& row = observation.measurement;
    observation.question = asked.question;
    row.endpoint = asked.endpoint;
    row.transport = asked.transport;
    if (asked.transport == record::Transport::tcp) {
      row.connect = *row.rtt / 2;
      row.hop_limit.reset();
      row.source_port = static_cast<std::uint16_t>(40'000 + row.draw * 7919 % 20'000);
    }
    if (asked.check == Check::route) row.trace = trace_of(asked.endpoint);
    return observation;
  }

  static record::Trace trace_of(std::uint32_t endpoint) {
    record::Trace trace;
    trace.end = record::TraceEnd::answered;
    trace.per_hop = probe::queries_per_hop;
    for (std::uint8_t i = 0; i < hops * probe::queries_per_hop; ++i) {
      plan::Address router{.bytes = {203, 0, 113, i}};
      router.bytes[2] = static_cast<std::uint8_t>(endpoint);
      trace.queries.push_back(
          {.notice = record::HopNotice{.from = router, .type = 11, .rtt = i * 1'234'567ns + 1ms}});
    }
    return trace;
  }

  const plan::TargetSet& targets_;
  TldZones zones_;
  std::uint32_t next_ = 0;
};

std::vector<record::Lookup> lookups_of(const Asked& asked, MonotonicTime at) {
  std::vector<record::Lookup> both;
  for (const auto question : {record::LookupQuestion::soa, record::LookupQuestion::ds}) {
    both.push_back({.endpoint = asked.endpoint,
                    .question = question,
                    .finding = record::ResolverFinding::resolves,
                    .asked_at = at,
                    .took = 3ms + asked.at % 20ms,
                    .rcode = std::uint16_t{0}});
  }
  return both;
}

// What closes the sample's batch, for the next of a day.
probe::Closing closing_at(MonotonicTime at, const DaysBytes& so_far, const Digest& previous) {
  const auto sample = record::sample::unsealed_envelope();
  probe::Closing closing;
  closing.sequence = so_far.batches;
  closing.previous = previous;
  closing.at = {at, first_second + at.since_boot, 5ms, record::ClockSource::chrony};
  closing.references = sample.references;
  closing.checkpoints = sample.checkpoints;
  closing.commitments = sample.commitments;
  record::Secret told{};
  std::ranges::copy(drawn(told.size(), so_far.batches), told.begin());
  closing.secrets = {{record::mark_of(told), told}};
  return closing;
}

void add(DaysBytes& out, const probe::ClosedBatch& batch, std::size_t measurements) {
  record::Acknowledgement word;
  word.origin = "geneva.example/log";
  const entry::EntryView entry{entry::Kind::batch, batch.envelope.bytes()};
  word.envelope = batch.envelope.digest();
  word.at = batch.envelope.envelope().closed_at.wall;
  word.maximum_merge_delay = day;
  const auto acknowledgement = record::sign(word, record::sample::log_key());
  const auto record = entry::encode_journal_record({entry, batch.payload, acknowledgement});
  ++out.batches;
  out.measurements += measurements;
  out.sent += record::encode_submission({batch.envelope.bytes(), batch.payload}).size();
  out.journaled += record.size() + durable::format::frame_header_bytes;
  out.logged += static_cast<std::uint64_t>(entry::encode(entry).size() + entry_bytes_beside);
}

}  // namespace

DaysTargets targets_of_the_day() {
  constexpr auto file = TOCSIN_SOURCE_DIR "/../shared/data/root-zones/2026081901-unsigned.zone.xz";
  DaysTargets out{plan::compiled_root_targets(), {}};
  const auto zone = zone::Zone::from_text(test::unpacked(file));
  if (!zone) return out;
  auto& all = out.tlds.endpoints;
  for (const auto& delegation : zone->delegations()) {
    for (const auto& server : delegation.servers) {
      for (const auto& address : server.addresses) {
        all.push_back({delegation.zone, server.name, address});
      }
    }
  }
  std::ranges::sort(all);
  const auto doubles = std::ranges::unique(all);
  all.erase(doubles.begin(), doubles.end());
  return out;
}

DaysBytes day_of(const plan::Plan& plan, const DaysTargets& targets, TldZones zones) {
  const auto of_tlds = plan.measures.front().zones == plan::Zones::tlds;
  const auto& asked_of = of_tlds ? targets.tlds : targets.root;
  const auto asked = asked_in(plan, targets, {own_number, fleet_size});
  const auto key = record::sample::probe_key();
  probe::BatchWriter writer({.key = key,
                             .probe = record::probe_id_of(key.public_key()),
                             .key_epoch = 0,
                             .incarnation = 1,
                             .boot_id = {},
                             .software = "tocsin-probe/0.1.0"},
                            plan,
                            asked_of);
  probe::KnownReplies known;
  Answers answers(asked_of, zones);
  DaysBytes out;
  record::MinuteSum minutes;
  Digest previous{};
  const auto first = first_second.since_epoch / plan.batch_every;
  for (std::int64_t i = 0; i < day / plan.batch_every; ++i) {
    const MonotonicTime begin{i * plan.batch_every};
    probe::OpenBatch batch(begin);
    std::size_t measurements = 0;
    for (const auto& one : asked(first + i)) {
      if (one.check == Check::resolver) {
        for (const auto& lookup : lookups_of(one, begin + one.at)) batch.add(lookup);
        measurements += 2;
      } else {
        batch.add(answers.to(one, begin.since_boot / 1min, begin + one.at));
        ++measurements;
      }
    }
    if (measurements == 0 && plan.name != plan::watch().name) continue;
    auto closing = closing_at(begin + plan.batch_every, out, previous);
    known.at(closing.at.wall);
    const auto closed = writer.close(std::move(batch), std::move(closing), known);
    known.add(closed.replies);
    previous = closed.envelope.digest();
    const auto& envelope = closed.envelope.envelope();
    const auto payload = record::open(envelope, closed.payload);
    check(payload && minutes.take(out.batches * fleet_size, envelope, *payload), "it was written");
    add(out, closed, measurements);
  }
  out.minutes = record::seal(std::move(minutes).results()).size();
  return out;
}

}  // namespace tocsin::bench
