#include "audit/batch_json.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "audit/trace_json.h"
#include "core/base/base64.h"
#include "core/base/hex.h"
#include "core/record/reach.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"

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

Json commitments_json(const record::Envelope& envelope) {
  constexpr std::string_view names[] = {"address_v4", "address_v6", "first_hops", "resolvers"};
  Json json = Json::object();
  for (const auto& commitment : envelope.commitments) {
    json[std::string(names[static_cast<std::size_t>(commitment.field)])] =
        to_hex(commitment.digest);
  }
  return json;
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
          {"reach_v6", name_of(record::reach_of(envelope.references.v6))},
          {"commitments", commitments_json(envelope)}};
}

Json signs_json(record::Signs signs) {
  Json names = Json::array();
  for (std::size_t i = 0; i < record::sign_count; ++i) {
    const auto sign = static_cast<record::Sign>(i);
    if (signs.has(sign)) names.push_back(name_of(sign));
  }
  return names;
}

// What was drawn, where the batch tells the secret.
void put_draw(Json& json, const record::Payload& payload, const record::Measurement& row) {
  const auto& secret = payload.secrets[row.secret].secret;
  const auto drawn = secret ? std::optional(record::draw(*secret, row.draw)) : std::nullopt;
  json["query_id"] = drawn ? Json(drawn->query_id) : Json(nullptr);
  if (row.source_port) {
    json["source_port"] = *row.source_port;
  } else {
    json["source_port"] = drawn ? Json(port_of(*drawn, payload.ports)) : Json(nullptr);
  }
}

// The reply as it is kept: masked, and empty where an earlier payload has it.
void put_answer(Json& json, const record::Payload& payload, const record::Answer* answer) {
  json["rcode"] = answer ? Json(answer->rcode) : Json(nullptr);
  json["serial"] = answer ? or_null(answer->serial) : Json(nullptr);
  json["nsid"] = answer && answer->nsid ? Json(to_hex(*answer->nsid)) : Json(nullptr);
  const auto* reply = answer ? &payload.replies[answer->reply] : nullptr;
  json["reply_digest"] = reply ? Json(to_hex(reply->digest)) : Json(nullptr);
  json["reply"] = reply ? Json(to_base64(reply->kept)) : Json(nullptr);
}

// Times by the envelope's pair of clocks.
Json measurement_json(const record::Payload& payload,
                      const record::Measurement& row,
                      const record::ClockReading& clock) {
  const auto sent_at = clock.wall + (row.sent_at - clock.monotonic);
  Json json{{"endpoint", row.endpoint},
            {"question", payload.questions[row.question].name},
            {"transport", name_of(row.transport)},
            {"outcome", name_of(row.outcome)},
            {"sent_at", to_rfc3339(sent_at)},
            {"rtt_ns", row.rtt ? Json(row.rtt->count()) : Json(nullptr)},
            {"rtt_source", name_of(row.rtt_source)},
            {"connect_ns", row.connect ? Json(row.connect->count()) : Json(nullptr)},
            {"hop_limit", or_null(row.hop_limit)},
            {"signs", signs_json(row.signs)},
            {"strays", row.stray_count},
            {"trace", trace_json(row.trace)}};
  put_draw(json, payload, row);
  put_answer(json, payload, payload.answer_of(row));
  return json;
}

// The zone of each endpoint, where the target set travels in this payload.
std::vector<std::string> zones_in(const BatchAudit& audit) {
  std::vector<std::string> zones;
  const auto* object = record::find_object(*audit.payload, audit.envelope->target_set);
  if (object == nullptr) return zones;
  const auto targets = record::decode_target_set(*object);
  if (!targets) return zones;
  for (const auto& endpoint : targets->endpoints) zones.push_back(endpoint.zone);
  return zones;
}

Json lookup_json(const record::Lookup& lookup,
                 const std::vector<std::string>& zones,
                 const record::ClockReading& clock) {
  const auto asked_at = clock.wall + (lookup.asked_at - clock.monotonic);
  const bool is_named = lookup.endpoint < zones.size();
  return {{"endpoint", lookup.endpoint},
          {"zone", is_named ? Json(zones[lookup.endpoint]) : Json(nullptr)},
          {"resolver", lookup.resolver},
          {"question", name_of(lookup.question)},
          {"finding", name_of(lookup.finding)},
          {"asked_at", to_rfc3339(asked_at)},
          {"took_ns", lookup.took ? Json(lookup.took->count()) : Json(nullptr)},
          {"rcode", or_null(lookup.rcode)}};
}

Json lookups_json(const BatchAudit& audit) {
  const auto zones = zones_in(audit);
  auto rows = Json::array();
  for (const auto& lookup : audit.payload->lookups) {
    rows.push_back(lookup_json(lookup, zones, audit.envelope->closed_at));
  }
  return rows;
}

}  // namespace

void print_json(std::ostream& out, const BatchAudit& audit) {
  Json json{{"steps", steps_json(audit)}};
  if (audit.failed) json["why"] = audit.why;
  if (audit.envelope) json["envelope"] = envelope_json(*audit.envelope, *audit.digest);
  if (audit.payload) {
    auto rows = Json::array();
    for (const auto& row : audit.payload->measurements) {
      rows.push_back(measurement_json(*audit.payload, row, audit.envelope->closed_at));
    }
    json["measurements"] = std::move(rows);
    json["lookups"] = lookups_json(audit);
  }
  out << json.dump(-1, ' ', true) << "\n";
}

}  // namespace tocsin::audit
