#include "core/bundle/account.h"

#include <algorithm>

#include "core/assess/root_measurement.h"
#include "core/bundle/chains.h"
#include "core/bundle/silence.h"
#include "core/record/cut_times.h"
#include "core/record/measured_time.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"

namespace tocsin::bundle {
namespace {

using record::Reach;
using record::VerifiedEnvelope;

constexpr std::string_view root_service = "root";

// Of a question that has been checked.
assess::Reachability over(std::string_view service, const Question& question) {
  return *assess::Reachability::over(*assess::service_from(service), question.from, question.to);
}

class Account {
 public:
  Account(const Contents& contents,
          const Range& range,
          const Question& question,
          const entry::CountryKeys& countries)
      : contents_(contents),
        range_(range),
        question_(question),
        reachability_(over(question.service, question)),
        roster_(countries) {
    if (question.service != root_service) whole_root_ = over(root_service, question);
    claim_.question = question;
    claim_.log = range.after.checkpoint.origin;
    claim_.countries = countries;
  }

  Result<Claim> run() {
    if (auto known = learn_probes(); !known) return tl::unexpected(known.error());
    read_chains();
    for (const auto& batch : batches_) {
      if (auto taken = take(batch); !taken) return tl::unexpected(taken.error());
    }
    account_for_probes();
    expect_countries();
    claim_.reachability = reachability_.result();
    if (whole_root_) claim_.whole_root = whole_root_->result();
    return std::move(claim_);
  }

 private:
  Status<> learn_probes() {
    for (const auto* entries : {&range_.earlier, &range_.entries}) {
      for (const auto& logged : *entries) {
        const auto entry = entry::decode(logged.bytes);
        if (!entry) continue;
        if (auto learnt = roster_.learn(*entry); !learnt) return learnt;
      }
    }
    return {};
  }

  // Every batch has its place in a chain and says how its references fared; those of the plan and
  // the span are kept.
  void read_chains() {
    for (const auto& logged : range_.entries) {
      const auto entry = entry::decode(logged.bytes);
      if (!entry || entry->kind != entry::Kind::batch) continue;
      auto envelope = record::SignedEnvelope::decode({entry->body.begin(), entry->body.end()});
      auto verified = envelope ? roster_.verify(*std::move(envelope)) : std::nullopt;
      if (!verified) {
        ++claim_.counts.not_signed;
        continue;
      }
      const auto& said = verified->envelope();
      cuts_.learn(said);
      const bool asked_for = said.plan == question_.plan && touches(question_, said);
      if (chains_.add(*verified) && asked_for) batches_.push_back(*std::move(verified));
    }
  }

  Status<> take(const VerifiedEnvelope& batch) {
    const auto& envelope = batch.envelope();
    auto& counts = claim_.counts;
    if (chains_.contradicted(envelope)) return ++counts.contradicted, Status<>();
    const auto& bound = envelope.closed_at.bound;
    if (!bound || *bound > clock_bound_max) return ++counts.undated, Status<>();
    const bool has_voice = speaks(envelope);
    const auto sealed = contents_.find(object_path(envelope.payload));
    if (sealed == contents_.end()) return counts.without_payload += has_voice, Status<>();
    const auto payload = record::open(envelope, sealed->second);
    if (!payload) return ++counts.unreadable, Status<>();
    learn_targets(envelope, *payload);
    if (!targets_.knows(envelope.target_set)) {
      return counts.unknown_targets += has_voice, Status<>();
    }
    ++counts.batches;
    ++counted_[envelope.probe];
    if (has_voice) claim_.newest = std::max(claim_.newest, envelope.closed_at.wall);
    covered_[envelope.probe].push_back(open_during(envelope));
    for (const auto& row : payload->measurements) {
      if (auto taken = take(envelope, *payload, row); !taken) return taken;
    }
    return {};
  }

  // What probes say that nobody vouches for says nothing, so it spoils nothing either.
  bool speaks(const record::Envelope& envelope) const {
    const auto open = open_during(envelope);
    const auto& probe = *roster_.find(envelope.probe);
    return probe.attested_at(open.from) != nullptr || probe.attested_at(open.to) != nullptr;
  }

  void learn_targets(const record::Envelope& envelope, const record::Payload& payload) {
    targets_.learn(envelope, payload);
    if (targets_.knows(envelope.target_set)) return;
    const auto object = contents_.find(object_path(envelope.target_set));
    if (object == contents_.end()) return;
    if (const auto set = record::decode_target_set(object->second)) {
      targets_.learn(envelope.target_set, *set);
    }
  }

  Status<> take(const record::Envelope& envelope,
                const record::Payload& payload,
                const record::Measurement& row) {
    const auto sent = record::measured_at(envelope.closed_at, row.sent_at);
    if (!sent || *sent < question_.from || *sent >= question_.to) return {};
    auto measurement = assess::root_measurement(envelope.target_set, payload, row, *sent, targets_);
    if (!measurement) return {};
    const bool asked_for = reachability_.wants(*measurement);
    if (!asked_for && (!whole_root_ || !whole_root_->wants(*measurement))) return {};
    const auto& probe = *roster_.find(envelope.probe);
    const auto* attestation = probe.attested_at(*sent);
    ClaimCounts of_others;  // only those of the service that was asked about are counted
    auto& counts = asked_for ? claim_.counts : of_others;
    if (attestation == nullptr) return ++counts.not_attested, Status<>();
    const auto reach = cuts_.reach_at(envelope, measurement->family, *sent);
    if (reach == Reach::line_dead) return ++counts.line_dead, Status<>();
    if (assess::soa_state(*measurement) == assess::SoaState::missing) {
      return ++counts.intercepted, Status<>();
    }
    ++counts.measurements;
    if (asked_for) ++measured_[envelope.probe][assess::path_of(*measurement)];
    measurement->vp = probe.name;
    measurement->country = attestation->country;
    if (whole_root_) {
      if (auto added = whole_root_->add(*measurement, reach); !added) return added;
    }
    return reachability_.add(*measurement, reach);
  }

  void account_for_probes() {
    for (const auto& [id, probe] : roster_.probes()) {
      const auto chain = chains_.of(id);
      ProbeAccount account{.id = id,
                           .name = probe.name,
                           .country = {},
                           .network = {},
                           .batches = counted_[id],
                           .measured = measured_[id],
                           .missing = chain.missing,
                           .explained = chain.explained,
                           .broken = chain.broken,
                           .silences = silences_between(std::move(covered_[id]), question_)};
      if (const auto* attestation = probe.attested_at(question_.from)) {
        account.country = attestation->country;
        account.asn = attestation->asn;
        account.network = attestation->network;
      }
      for (const auto& silence : account.silences) account.silent += silence.to - silence.from;
      if (account.silences.size() > ProbeAccount::silences_max) {
        account.silences.resize(ProbeAccount::silences_max);
      }
      claim_.probes.push_back(std::move(account));
    }
    std::ranges::sort(claim_.probes, {}, &ProbeAccount::name);
  }

  // Who had vouched for a probe and measured nothing is silent, not absent.
  void expect_countries() {
    for (const auto& [id, probe] : roster_.probes()) {
      for (const auto& country : probe.countries_within(question_.from, question_.to)) {
        reachability_.expect(country);
        if (whole_root_) whole_root_->expect(country);
      }
    }
  }

  const Contents& contents_;
  const Range& range_;
  const Question& question_;
  assess::Reachability reachability_;
  std::optional<assess::Reachability> whole_root_;
  assess::RootTargets targets_;
  entry::Roster roster_;
  Chains chains_;
  std::vector<VerifiedEnvelope> batches_;  // of the plan and the span, in the order of the log
  std::map<record::ProbeId, std::uint64_t> counted_;
  std::map<record::ProbeId, ProbeAccount::Measured> measured_;
  std::map<record::ProbeId, std::vector<Silence>> covered_;
  record::CutTimes cuts_;
  Claim claim_;
};

}  // namespace

Status<> check_question(const Question& question) {
  const auto service = assess::service_from(question.service);
  if (!service) return fail("service is root, or root/a to root/m");
  const auto span = assess::Reachability::over(*service, question.from, question.to);
  return span ? Status<>() : tl::unexpected(span.error());
}

Status<> check_authorities(const TimeAuthorities& authorities) {
  if (authorities.size() > authorities_max) return fail("authorities: there are too many");
  std::size_t certificates = 0;
  for (const auto& [name, list] : authorities) {
    if (name.empty() || name.size() > authority_name_max) return fail("authorities: not a name");
    certificates += list.size();
  }
  if (certificates > authority_certificates_max) {
    return fail("authorities: there are too many certificates");
  }
  return {};
}

Silence open_during(const record::Envelope& envelope) {
  const auto& closed = envelope.closed_at;
  return {closed.wall - (closed.monotonic - envelope.opened_at), closed.wall};
}

bool touches(const Question& question, const record::Envelope& envelope) {
  const auto open = open_during(envelope);
  return open.to >= question.from && open.from < question.to;
}

Result<Claim> account_of(const Contents& contents,
                         const Range& range,
                         const Question& question,
                         const entry::CountryKeys& countries) {
  if (auto good = check_question(question); !good) return tl::unexpected(good.error());
  return Account(contents, range, question, countries).run();
}

}  // namespace tocsin::bundle
