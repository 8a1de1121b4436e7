#include "audit/zones_json.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "core/base/hex.h"

namespace tocsin::audit {
namespace {

using Json = nlohmann::ordered_json;

Json version_json(const ZoneVersion& version) {
  Json json{{"file", version.file}, {"serial", version.serial}, {"digest", to_hex(version.digest)}};
  if (version.first_seen) json["first_seen"] = to_rfc3339(*version.first_seen);
  if (version.targets) json["targets"] = to_hex(*version.targets);
  return json;
}

Json json_of(const std::string& server) {
  return server;
}

Json json_of(const zone::DelegationSigner& signer) {
  return {{"key_tag", signer.key_tag},
          {"algorithm", signer.algorithm},
          {"digest_type", signer.digest_type},
          {"digest", to_hex(signer.digest)}};
}

Json json_of(const zone::Glue& glue) {
  return {{"server", glue.server}, {"address", plan::to_text(glue.address)}};
}

template <class Each>
Json delta_json(const zone::Delta<Each>& delta) {
  auto removed = Json::array();
  auto added = Json::array();
  for (const auto& each : delta.removed) removed.push_back(json_of(each));
  for (const auto& each : delta.added) added.push_back(json_of(each));
  return {{"removed", std::move(removed)}, {"added", std::move(added)}};
}

Json change_json(const zone::DelegationChange& change) {
  auto alarms = Json::array();
  for (const auto alarm : change.alarms) alarms.push_back(name_of(alarm));
  return {{"tld", change.zone},
          {"change", name_of(change.fate)},
          {"ns", delta_json(change.servers)},
          {"ds", delta_json(change.signers)},
          {"glue", delta_json(change.glue)},
          {"alarms", std::move(alarms)}};
}

}  // namespace

void print_json(std::ostream& out, const ZoneChange& change) {
  auto changes = Json::array();
  for (const auto& each : change.changes) changes.push_back(change_json(each));
  const Json json{{"before", version_json(change.before)},
                  {"after", version_json(change.after)},
                  {"verified", change.verification == Verification::verified},
                  {"alarming", zone::is_alarming(change.changes)},
                  {"tlds", std::move(changes)}};
  // A file may be called anything: what is no UTF-8 is replaced.
  out << json.dump(-1, ' ', true, Json::error_handler_t::replace) << "\n";
}

}  // namespace tocsin::audit
