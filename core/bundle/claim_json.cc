#include <nlohmann/json.hpp>

#include "core/base/base64.h"
#include "core/base/hex.h"
#include "core/bundle/claim.h"
#include "core/crypto/public_key_text.h"
#include "core/record/attestation.h"

namespace tocsin::bundle {
namespace {

using Json = nlohmann::ordered_json;

Json question_json(const Question& question) {
  return {{"format", claim_format},
          {"method", claim_method},
          {"service", question.service},
          {"plan", question.plan},
          {"from", to_rfc3339(question.from)},
          {"to", to_rfc3339(question.to)}};
}

Json keys_json(const entry::CountryKeys& countries) {
  auto json = Json::object();
  for (const auto& [country, key] : countries) json[country] = crypto::to_text(key);
  return json;
}

Json authorities_json(const TimeAuthorities& authorities) {
  auto json = Json::object();
  for (const auto& [name, certificates] : authorities) {
    auto& list = json[name] = Json::array();
    for (const auto& der : certificates) list.push_back(to_base64(der));
  }
  return json;
}

Json stamps_json(const std::vector<ClaimStamp>& stamps) {
  auto json = Json::array();
  for (const auto& stamp : stamps) {
    json.push_back({{"authority", stamp.authority}, {"at", to_rfc3339(stamp.at)}});
  }
  return json;
}

Json counts_json(const ClaimCounts& counts) {
  return {{"batches", counts.batches},
          {"not_signed", counts.not_signed},
          {"contradicted", counts.contradicted},
          {"undated", counts.undated},
          {"without_payload", counts.without_payload},
          {"unreadable", counts.unreadable},
          {"unknown_targets", counts.unknown_targets},
          {"measurements", counts.measurements},
          {"not_attested", counts.not_attested},
          {"line_dead", counts.line_dead},
          {"intercepted", counts.intercepted}};
}

Json probe_json(const ProbeAccount& probe) {
  auto silences = Json::array();
  for (const auto& silence : probe.silences) {
    silences.push_back({to_rfc3339(silence.from), to_rfc3339(silence.to)});
  }
  auto measured = Json::object();
  for (std::size_t path = 0; path < assess::path_count; ++path) {
    measured[std::string(name_of(assess::paths[path]))] = probe.measured[path];
  }
  return {{"probe", to_hex(probe.id)},
          {"name", probe.name},
          {"country", probe.country.empty() ? Json(nullptr) : Json(probe.country)},
          {"asn", probe.asn},
          {"network", probe.network},
          {"batches", probe.batches},
          {"measured", std::move(measured)},
          {"missing", probe.missing},
          {"explained", probe.explained},
          {"broken", probe.broken},
          {"silent_ns", probe.silent.count()},
          {"silences", std::move(silences)}};
}

Json country_json(const assess::CountryReach& country) {
  auto runs = Json::array();
  for (const auto& run : country.runs) runs.push_back({name_of(run.state), run.minutes});
  return {{"country", country.country},
          {"vantage_points", country.vantage_points},
          {"alone", country.alone},
          {"runs", std::move(runs)}};
}

Json outage_json(const assess::Outage& outage, WallTime from) {
  const auto begin = from + std::chrono::minutes(outage.first);
  return {{"from", to_rfc3339(begin)},
          {"to", to_rfc3339(begin + std::chrono::minutes(outage.minutes))},
          {"lost", outage.lost},
          {"voices", outage.voices},
          {"spare", outage.spare},
          {"countries", outage.countries}};
}

Json path_json(const assess::PathReach& path, WallTime from) {
  auto outages = Json::array();
  for (const auto& outage : path.outages) outages.push_back(outage_json(outage, from));
  auto countries = Json::array();
  for (const auto& country : path.countries) countries.push_back(country_json(country));
  return {{"path", name_of(assess::paths.at(path.path))},
          {"outages", std::move(outages)},
          {"countries", std::move(countries)}};
}

Json paths_json(const std::vector<assess::PathReach>& paths, WallTime from) {
  auto json = Json::array();
  for (const auto& path : paths) json.push_back(path_json(path, from));
  return json;
}

// Nothing where there is no such member, or no text.
std::optional<std::string> text_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<WallTime> time_in(const Json& json, const char* name) {
  const auto text = text_in(json, name);
  return text ? from_rfc3339(*text) : std::nullopt;
}

Result<entry::CountryKeys> keys_in(const Json& json) {
  const auto found = json.find("countries");
  if (found == json.end() || !found->is_object()) return fail("has no countries");
  entry::CountryKeys keys;
  for (const auto& [country, text] : found->items()) {
    const auto key =
        text.is_string() ? crypto::public_key_from(text.get<std::string>()) : std::nullopt;
    if (!record::is_country_code(country) || !key) return fail("countries: not a key by country");
    keys.emplace(country, *key);
  }
  return keys;
}

Result<std::vector<Bytes>> certificates_in(const Json& list) {
  std::vector<Bytes> certificates;
  if (!list.is_array()) return fail("authorities: not a list of certificates by name");
  for (const auto& text : list) {
    auto der = text.is_string() ? from_base64(text.get<std::string>()) : std::nullopt;
    if (!der) return fail("authorities: a certificate is no Base64");
    certificates.push_back(*std::move(der));
  }
  return certificates;
}

Result<TimeAuthorities> authorities_in(const Json& json) {
  const auto found = json.find("authorities");
  if (found == json.end() || !found->is_object()) return fail("has no authorities");
  TimeAuthorities authorities;
  for (const auto& [name, list] : found->items()) {
    auto certificates = certificates_in(list);
    if (!certificates) return tl::unexpected(certificates.error());
    authorities.emplace(name, *std::move(certificates));
  }
  if (auto good = check_authorities(authorities); !good) return tl::unexpected(good.error());
  return authorities;
}

}  // namespace

std::string to_json(const Claim& claim) {
  auto json = question_json(claim.question);
  json["log"] = claim.log;
  json["countries"] = keys_json(claim.countries);
  json["authorities"] = authorities_json(claim.authorities);
  json["stamps"] = stamps_json(claim.stamps);
  json["newest"] = to_rfc3339(claim.newest);
  json["counts"] = counts_json(claim.counts);
  json["probes"] = Json::array();
  for (const auto& probe : claim.probes) json["probes"].push_back(probe_json(probe));
  json["reachability"] = paths_json(claim.reachability, claim.question.from);
  if (!claim.whole_root.empty()) {
    json["whole_root"] = paths_json(claim.whole_root, claim.question.from);
  }
  // Names come from whoever signed them: what is no UTF-8 is replaced.
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ClaimHead> claim_head_from(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return fail("is not a JSON object");
  if (text_in(json, "format") != claim_format || text_in(json, "method") != claim_method) {
    return fail("is of another format or method than " + std::string(claim_format) + " and " +
                std::string(claim_method));
  }
  const auto service = text_in(json, "service");
  const auto plan = text_in(json, "plan");
  const auto from = time_in(json, "from");
  const auto to = time_in(json, "to");
  if (!service || !plan || !from || !to) return fail("lacks service, plan, from or to");
  auto keys = keys_in(json);
  if (!keys) return tl::unexpected(keys.error());
  auto authorities = authorities_in(json);
  if (!authorities) return tl::unexpected(authorities.error());
  ClaimHead head{{*service, *plan, *from, *to}, *std::move(keys), *std::move(authorities)};
  if (auto good = check_question(head.question); !good) return tl::unexpected(good.error());
  return head;
}

}  // namespace tocsin::bundle
