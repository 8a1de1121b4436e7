#include "probes/main/status_json.h"

#include <nlohmann/json.hpp>

#include "core/base/hex.h"
#include "core/record/reach.h"
#include "probes/main/status_words.h"

namespace tocsin::probe {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<WallTime>& time) {
  return time ? Json(to_rfc3339(*time)) : Json();
}

Json or_null(const std::optional<Duration>& duration) {
  return duration ? Json(duration->count()) : Json();
}

Json or_null(const std::optional<std::uint64_t>& number) {
  return number ? Json(*number) : Json();
}

Json or_null(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json();
}

Json json_of(const std::array<record::RingCount, 3>& rings) {
  Json json{{"reach", record::name_of(record::reach_of(rings))}};
  for (std::size_t i = 0; i < rings.size(); ++i) {
    json[std::string(ring_names[i])] = {{"asked", rings[i].asked}, {"answered", rings[i].answered}};
  }
  return json;
}

Json json_of(const PlanStatus& plan) {
  Json left_out = Json::object();
  for (std::size_t i = 0; i < plan::not_measured_count; ++i) {
    const auto reason = static_cast<plan::NotMeasured>(i);
    if (plan.left_out.by_reason[i] > 0) {
      left_out[std::string(plan::name_of(reason))] = plan.left_out.by_reason[i];
    }
  }
  Json batch;
  if (plan.last_batch) {
    batch = {{"sequence", plan.last_batch->sequence},
             {"closed_at", to_rfc3339(plan.last_batch->closed_at)},
             {"measured", plan.last_batch->measured},
             {"not_measured", plan.last_batch->not_measured}};
  }
  return {{"name", plan.name}, {"last_batch", batch}, {"left_out", left_out}};
}

Json json_of(const LetterStatus& letter) {
  return {{"letter", std::string(1, letter.letter)},
          {"family", word_for(letter.family)},
          {"transport", record::name_of(letter.transport)},
          {"outcome", record::name_of(letter.outcome)},
          {"rtt_ns", or_null(letter.rtt)},
          {"sent_at", to_rfc3339(letter.sent_at)}};
}

Json json_of(const SpoolStatus& spool) {
  return {{"batches", spool.batches},
          {"bytes", spool.bytes},
          {"bytes_max", spool.bytes_max},
          {"oldest", or_null(spool.oldest)},
          {"oldest_closed_at", or_null(spool.oldest_closed_at)},
          {"lost", spool.lost}};
}

Json delivering(CollectorStatus::Way way) {
  if (way == CollectorStatus::Way::untried) return {};
  return way == CollectorStatus::Way::open;
}

Json json_of(const CollectorStatus& collector) {
  Json last;
  if (collector.last) {
    last = {{"sequence", collector.last->sequence}, {"at", to_rfc3339(collector.last->at)}};
  }
  return {{"name", collector.name},
          {"certificate_ends", or_null(collector.certificate_ends)},
          {"delivering", delivering(collector.way)},
          {"turned_away", or_null(collector.turned_away)},
          {"waiting", collector.waiting},
          {"last_acknowledged", last},
          {"acknowledged", collector.acknowledged},
          {"refused", collector.refused},
          {"failed", collector.failed},
          {"in_log",
           {{"proven", collector.in_log.proven},
            {"unwitnessed", collector.in_log.unwitnessed},
            {"unchecked", collector.in_log.unchecked},
            {"dropped", collector.in_log.dropped}}}};
}

Json json_of(const std::optional<ZoneStatus>& zone) {
  if (!zone) return {};
  return {{"serial", zone->serial},
          {"in_force_since", to_rfc3339(zone->in_force_since)},
          {"verified_at", to_rfc3339(zone->verified_at)},
          {"good_until", to_rfc3339(zone->good_until)}};
}

template <class Value>
Json list_of(const std::vector<Value>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(json_of(value));
  return list;
}

Json json_of(const ProbeStatus& status) {
  return {{"version", status_version},
          {"written_at", to_rfc3339(status.written_at)},
          {"written_at_monotonic_ns", status.written_at_monotonic.since_boot.count()},
          {"boot_id", to_hex(status.boot_id)},
          {"stopped", status.phase == ProbeStatus::Phase::stopped},
          {"started_at", to_rfc3339(status.started_at)},
          {"software", status.version},
          {"probe", to_hex(status.probe)},
          // As text: it takes 64 bits, and readers of JSON keep 53.
          {"incarnation", std::to_string(status.incarnation)},
          {"clock",
           {{"bound_ns", or_null(status.clock_bound)}, {"source", word_for(status.clock_source)}}},
          {"references",
           {{"ipv4", json_of(status.references.v4)}, {"ipv6", json_of(status.references.v6)}}},
          {"plans", list_of(status.plans)},
          {"letters", list_of(status.letters)},
          {"spool", json_of(status.spool)},
          {"collectors", list_of(status.collectors)},
          {"zone_needed", status.zone_is == ProbeStatus::Zone::needed},
          {"zone", json_of(status.zone)}};
}

}  // namespace

std::string encode_status(const ProbeStatus& status) {
  return json_of(status).dump() + "\n";
}

std::string as_json(const ProbeStatus& status, const StatusVerdict& verdict) {
  Json report{{"healthy", verdict.problems.empty()},
              {"running", name_of(verdict.running)},
              {"age_ns", or_null(verdict.age)},
              {"problems", verdict.problems}};
  report.update(json_of(status));
  return report.dump(2) + "\n";
}

}  // namespace tocsin::probe
