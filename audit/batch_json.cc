#include "audit/batch_json.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "core/base/base64.h"
#include "core/base/hex.h"
#include "core/record/reach.h"

namespace tocsin::audit {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json steps_json(const BatchAudit& audit) {
  Json steps = Json::object();
  for (std::size_t i = 0; i < step_count; ++i) {
    const auto step = static_cast<Step>(i);
    const bool reached = !audit.failed || step <= *audit.failed;
    steps[std::string(step_names[i])] = reached ? Json(audit.holds(step)) : Json(nullptr);
  }
  return steps;
}

Json outcomes_json(const record::Envelope& envelope) {
  Json outcomes = Json::object();
  for (std::size_t i = 0; i < record::outcome_count; ++i) {
    outcomes[std::string(record::outcome_names[i])] = envelope.outcomes[i];
  }
  return outcomes;
}

Json envelope_json(const record::Envelope& envelope, const Digest& digest) {
  const auto& clock = envelope.closed_at;
  return {{"digest", to_hex(digest)},
          {"probe", to_hex(envelope.probe)},
          {"key_epoch", envelope.key_epoch},
          {"incarnation", envelope.incarnation},
          {"sequence", envelope.sequence},
          {"previous", to_hex(envelope.previous)},
          {"closed_at", to_rfc3339(clock.wall)},
          {"clock_bound_ns", clock.bound ? Json(clock.bound->count()) : Json(nullptr)},
          {"software", envelope.software},
          {"plan", envelope.plan},
          {"target_set", to_hex(envelope.target_set)},
          {"outcomes", outcomes_json(envelope)},
          {"not_measured", envelope.not_measured},
          {"reach_v4", name_of(record::reach_of(envelope.references.v4))},
          {"reach_v6", name_of(record::reach_of(envelope.references.v6))}};
}

// Sending times by the envelope's pair of clocks.
Json measurement_json(const record::Measurement& row, const record::ClockReading& clock) {
  const auto sent_at = clock.wall + (row.sent_at - clock.monotonic);
  return {{"endpoint", row.endpoint},
          {"transport", name_of(row.transport)},
          {"outcome", name_of(row.outcome)},
          {"sent_at", to_rfc3339(sent_at)},
          {"rtt_ns", row.rtt ? Json(row.rtt->count()) : Json(nullptr)},
          {"rtt_source", name_of(row.rtt_source)},
          {"rcode", or_null(row.rcode)},
          {"serial", or_null(row.serial)},
          {"nsid", row.nsid ? Json(to_hex(*row.nsid)) : Json(nullptr)},
          {"reply", to_base64(row.reply)}};
}

}  // namespace

void print_json(std::ostream& out, const BatchAudit& audit) {
  Json json{{"steps", steps_json(audit)}};
  if (audit.failed) json["why"] = audit.why;
  if (audit.envelope) json["envelope"] = envelope_json(*audit.envelope, *audit.digest);
  if (audit.payload) {
    auto rows = Json::array();
    for (const auto& row : audit.payload->measurements) {
      rows.push_back(measurement_json(row, audit.envelope->closed_at));
    }
    json["measurements"] = std::move(rows);
  }
  out << json.dump(-1, ' ', true) << "\n";
}

}  // namespace tocsin::audit
