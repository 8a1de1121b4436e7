#include "core/assess/root_measurement.h"

#include <algorithm>

#include "core/dns/codes.h"
#include "core/plan/root_hints.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"

namespace tocsin::assess {
namespace {

// The correctness test of RSSAC047 asks with DO, the watch for the SOA without.
std::optional<MeasurementKind> kind_of(const record::Question& question) {
  if (question.klass != static_cast<std::uint16_t>(dns::Class::in)) return std::nullopt;
  if (question.edns && question.edns->dnssec_ok) return MeasurementKind::correctness;
  const auto name = record::full_name(question, ".");
  const bool soa = question.type == static_cast<std::uint16_t>(dns::Type::soa);
  if (!soa || !name || !name->is_root()) return std::nullopt;
  return MeasurementKind::soa;
}

}  // namespace

RootTargets::RootTargets(std::size_t sets_max) : sets_max_(sets_max) {
  const auto root = plan::compiled_root_targets();
  learn(record::target_set_digest(root), root);
}

void RootTargets::learn(const Digest& digest, const plan::TargetSet& set) {
  if (knows(digest)) return;
  if (sets_.size() == sets_max_) {
    const auto use = [](const auto& known) { return known.second.referred_to; };
    sets_.erase(std::ranges::min_element(sets_, {}, use));
  }
  auto& known = sets_[digest];
  known.referred_to = ++calls_;
  for (const auto& endpoint : set.endpoints) {
    const auto letter = endpoint.zone == "." ? plan::root_letter(endpoint) : std::nullopt;
    known.servers.push_back(letter ? std::optional(RootServer{*letter, endpoint.address.family})
                                   : std::nullopt);
  }
}

// Objects are named by their digests: whoever brought them, they are what they are.
void RootTargets::learn(const record::Envelope& envelope, const record::Payload& payload) {
  const auto known = sets_.find(envelope.target_set);
  if (known != sets_.end()) {
    known->second.referred_to = ++calls_;
    return;
  }
  const auto* object = record::find_object(payload, envelope.target_set);
  if (object == nullptr) return;
  if (const auto set = record::decode_target_set(*object)) learn(envelope.target_set, *set);
}

RootTargets::Place RootTargets::find(const Digest& set, std::uint32_t endpoint) const {
  const auto found = sets_.find(set);
  if (found == sets_.end() || endpoint >= found->second.servers.size()) return {};
  return {.known = true, .server = found->second.servers[endpoint]};
}

std::optional<Measurement> root_measurement(const Digest& target_set,
                                            const record::Payload& payload,
                                            const record::Measurement& row,
                                            WallTime sent,
                                            const RootTargets& targets) {
  const auto server = targets.find(target_set, row.endpoint).server;
  const auto kind = kind_of(payload.questions[row.question]);
  if (!server || !kind) return std::nullopt;
  Measurement measurement{.t = sent,
                          .vp = {},
                          .rsi = server->letter,
                          .family = server->family,
                          .transport = row.transport,
                          .kind = *kind,
                          .outcome = row.outcome};
  if (const auto* answer = payload.answer_of(row)) {
    measurement.rcode = answer->rcode;
    measurement.rtt = row.rtt;
    measurement.serial = answer->serial;
  }
  return measurement;
}

}  // namespace tocsin::assess
