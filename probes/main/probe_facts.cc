#include "probes/main/probe_facts.h"

#include <algorithm>

#include "core/crypto/certificate.h"
#include "core/net/source_address.h"
#include "probes/main/state_layout.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t certificate_bytes_max = 64 * 1024;

}  // namespace

std::vector<std::string> names_of(const std::vector<config::Collector>& collectors) {
  std::vector<std::string> names;
  for (const auto& collector : collectors) names.push_back(collector.name);
  return names;
}

std::vector<plan::Address> addresses_of(const std::vector<Reference>& references) {
  std::vector<plan::Address> addresses;
  for (const auto& reference : references) addresses.push_back(reference.address);
  return addresses;
}

ClockSources clock_sources_of(const config::ProbeOptions& options) {
  ClockSources sources;
  for (const auto& address : options.time_servers) {
    sources.time_servers.push_back({.address = address, .port = ntp_port});
  }
  return sources;
}

Author author_of(const Material& material) {
  return {.key = material.key,
          .probe = record::probe_id_of(material.key.public_key()),
          .key_epoch = 0,
          .incarnation = material.spool->incarnation(),
          .boot_id = material.boot_id,
          .software = "tocsin-probe/" TOCSIN_VERSION};
}

std::vector<PrivateFact> private_facts(const plan::TargetSet& targets) {
  std::vector<PrivateFact> facts;
  for (const auto family : {plan::Family::v4, plan::Family::v6}) {
    const auto of_family = [&](const auto& target) { return target.address.family == family; };
    const auto target = std::ranges::find_if(targets.endpoints, of_family);
    if (target == targets.endpoints.end()) continue;
    const auto source = net::source_address(target->address);
    if (!source) continue;
    const auto text = plan::to_text(*source);
    const auto value = as_bytes(text);
    const auto field = family == plan::Family::v4 ? record::PrivateField::address_v4
                                                  : record::PrivateField::address_v6;
    facts.push_back({field, Bytes(value.begin(), value.end())});
  }
  return facts;
}

std::vector<std::optional<WallTime>> certificates_end(durable::FileSystem& files,
                                                      const config::ProbeOptions& options) {
  std::vector<std::optional<WallTime>> ends;
  for (const auto& collector : options.collectors) {
    const auto enrolment = StateLayout{options.state_dir}.enrolment(collector.name);
    const auto pem = durable::read_whole(files, enrolment.certificate(), certificate_bytes_max);
    const auto facts = pem ? crypto::read_certificate_pem(as_text(*pem))
                           : Result<crypto::CertificateFacts>(fail(pem.error()));
    ends.push_back(facts ? std::optional(facts->not_after) : std::nullopt);
  }
  return ends;
}

}  // namespace tocsin::probe
