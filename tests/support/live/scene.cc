#include "tests/support/live/scene.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/plan/root_hints.h"
#include "core/record/target_set.h"

namespace tocsin::collector {
namespace {

constexpr MonotonicTime closing{1'000'000s};  // any time of a probe that booted long ago

std::uint32_t endpoint_of(char letter, Family family) {
  static const plan::TargetSet set = plan::compiled_root_targets();
  const auto found = std::ranges::find_if(set.endpoints, [&](const plan::Endpoint& endpoint) {
    return plan::root_letter(endpoint) == letter && endpoint.address.family == family;
  });
  return static_cast<std::uint32_t>(found - set.endpoints.begin());
}

std::array<record::RingCount, 3> rings(Answers answers) {
  const auto count = [](bool answered) {
    return record::RingCount{.asked = 2, .answered = answered ? 2U : 0U};
  };
  return {count(answers != Answers::no_ring),
          count(answers != Answers::no_ring),
          count(answers == Answers::both_rings)};
}

}  // namespace

Report::Report(Scene& scene, std::string probe) : scene_(scene) {
  batch_.probe_name = std::move(probe);
  batch_.envelope.plan = "watch";
  batch_.envelope.software = "tocsin-probe/0.1.0";
  batch_.envelope.target_set = record::target_set_digest(plan::compiled_root_targets());
  batch_.envelope.closed_at = {.monotonic = closing,
                               .wall = scene.now(),
                               .bound = 1ms,
                               .source = record::ClockSource::chrony};
  batch_.arrival = scene.now();
  batch_.envelope.sequence = scene.next_sequence(batch_.probe_name);
  references(Answers::both_rings);
}

Report& Report::saw(const Query& query) {
  record::Measurement measurement;
  measurement.endpoint = endpoint_of(query.letter, query.family);
  measurement.transport = query.transport;
  measurement.outcome = query.outcome;
  measurement.sent_at = closing - query.before_closing;
  if (query.outcome == Outcome::answered) {
    measurement.rtt = query.rtt;
    record::Answer answer{.rcode = query.rcode, .serial = query.serial, .nsid = {}};
    if (!query.nsid.empty()) answer.nsid.emplace(query.nsid.begin(), query.nsid.end());
    measurement.answer = static_cast<std::uint32_t>(batch_.payload.answers.size());
    batch_.payload.answers.push_back(std::move(answer));
    batch_.payload.replies.resize(1);
  }
  measurement.signs = query.signs;
  measurement.strays = query.strays;
  if (batch_.payload.questions.empty()) batch_.payload.questions.emplace_back();
  batch_.payload.measurements.push_back(measurement);
  return *this;
}

Report& Report::saw(std::string_view letters, Outcome outcome, Query like) {
  like.outcome = outcome;
  for (const char letter : letters) {
    like.letter = letter;
    saw(like);
  }
  return *this;
}

Report& Report::references(Answers answers) {
  return references(answers, Family::v4).references(answers, Family::v6);
}

Report& Report::references(Answers answers, Family family) {
  auto& references = batch_.envelope.references;
  (family == Family::v4 ? references.v4 : references.v6) = rings(answers);
  return *this;
}

Report& Report::without_references() {
  batch_.envelope.references = {};
  return *this;
}

Report& Report::closed(Duration ago) {
  batch_.envelope.closed_at.wall = batch_.envelope.closed_at.wall - ago;
  return *this;
}

Report& Report::clock_ahead(Duration by) {
  return closed(-by);
}

Report& Report::numbered(std::uint64_t sequence) {
  batch_.envelope.sequence = sequence;
  return *this;
}

Report& Report::admitted(Admission admission) {
  batch_.admission = admission;
  return *this;
}

Report& Report::like(void (*change)(AdmittedBatch&)) {
  change(batch_);
  return *this;
}

Report& Report::to_judge() {
  batch_.envelope.plan = "rssac047";
  for (auto& question : batch_.payload.questions) {
    question.edns = record::QuestionEdns{.dnssec_ok = true};
  }
  return *this;
}

void Report::arrives() {
  scene_.take(batch_);
}

void Scene::enrol(const std::string& probe, const std::string& country) {
  const Attestation attestation{.country = country,
                                .asn = 64500,
                                .network = "Example",
                                .latitude = 59.9,
                                .longitude = 10.8,
                                .from = now_ - 24h,
                                .until = now_ + 24h};
  live_.enrolled({.name = probe, .id = {}, .attestation = attestation});
  attestations_[probe] = attestation;
}

void Scene::enrol_unattested(const std::string& probe) {
  live_.enrolled({.name = probe, .id = {}, .attestation = {}});
}

void Scene::take(const AdmittedBatch& batch) {
  live_.observe(batch);
  const auto known = attestations_.find(batch.probe_name);
  const auto attested = [&](WallTime time) {
    return known != attestations_.end() && known->second.covers(time);
  };
  const auto judge = [&](auto response, const auto&) {
    response.correct = correct_;
    day_.judged(response);
  };
  day_.take({batch.probe_name, batch.envelope, batch.payload, batch.arrival, batch.admission},
            attested,
            judge);
}

Snapshot Scene::seen(const std::optional<VerifiedSerials>& zones) const {
  auto snapshot = live_.snapshot(now_, zones);
  for (std::size_t i = 0; i < assess::all_windows.size(); ++i) {
    snapshot.windows.figures[i] = day_.figures(assess::all_windows[i], now_);
  }
  return snapshot;
}

assess::DependenceReport Scene::dependence() const {
  const assess::Party keeper{"Keeper", "NL", "https://keeper.example"};
  assess::RootParties parties{
      .as_of = "2026-11-29", .letters = {}, .zone_maintainer = keeper, .trust_anchor = keeper};
  for (const char letter : all_letters) {
    parties.letters.push_back(
        {letter, {std::string("Party ") + letter, "CH", "https://party.example"}});
  }
  const auto reach = live_.reach(now_);
  check(reach.has_value(), "what a scene holds can be added up");
  return dependence_report(reach->reach, reach->known, parties);
}

ProbeStatus Scene::seen(const std::string& probe) const {
  const auto probes = seen().probes;
  return *std::ranges::find(probes, probe, &ProbeStatus::name);
}

std::optional<bool> Scene::up(const std::string& probe, const Query& query) const {
  return seen(probe).server_up[index_of(RootCell{{query.letter, query.family}, query.transport})];
}

std::optional<std::string> Scene::instance(const std::string& probe, char letter) const {
  const auto bytes = seen(probe).instance[index_of(RootTarget{letter, Family::v4})];
  if (!bytes) return std::nullopt;
  return std::string(bytes->begin(), bytes->end());
}

ProbeState Scene::state(const std::string& probe, Family family) const {
  return seen(probe).state[index_of(family)];
}

RootStatus Scene::root(Family family, Transport transport) const {
  return seen().root[2 * index_of(family) + index_of(transport)];
}

std::uint64_t Scene::counted(const std::string& country, std::string_view result) const {
  std::uint64_t count = 0;
  for (const auto& row : seen().traffic) {
    if (row.country != country) continue;
    for (std::size_t i = 0; i < query_result_count; ++i) {
      if (QueryResult(i).name() == result) count += row.results[i];
    }
  }
  return count;
}

}  // namespace tocsin::collector
