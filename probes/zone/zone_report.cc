#include "probes/zone/zone_report.h"

#include <algorithm>

#include "core/record/layout.h"
#include "core/record/limits.h"
#include "core/record/target_set.h"
#include "core/zone/limits.h"
#include "core/zone/targets.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t tlds_max = 16'384;
constexpr std::size_t ds_bytes_max = 4 + 64;

Bytes data_of(const zone::DelegationSigner& signer) {
  Bytes data;
  append_be16(data, signer.key_tag);
  data.push_back(signer.algorithm);
  data.push_back(signer.digest_type);
  append(data, signer.digest);
  return data;
}

bool ascends(const std::vector<ReportedTld>& tlds) {
  return std::ranges::adjacent_find(tlds, std::ranges::greater_equal{}, &ReportedTld::name) ==
         tlds.end();
}

void put_targets(cbor::Encoder& out, const plan::TargetSet& targets) {
  out.bytes(record::encode_target_set(targets));
}

plan::TargetSet take_targets(cbor::Decoder& in) {
  auto targets = record::decode_target_set(in.take_bytes(zone_report_bytes_max));
  if (targets) return *std::move(targets);
  in.refuse(cbor::Fault::unacceptable);
  return {};
}

constexpr auto layout = [](auto& map, auto& report) {
  map(report.serial);
  map(report.digest);
  map(report.records);
  map(report.rrsets);
  map(report.zonemd, zone::ZonemdVerdict::unsupported);
  map.list(report.anchors, zone::anchors_max);
  map(report.good_until);
  map.as(report.targets, put_targets, take_targets);
  map.rows(report.tlds, tlds_max, [](auto& row, auto& tld) {
    row(tld.name, record::name_bytes_max);
    row.list(tld.ds_set, zone::rrset_records_max, ds_bytes_max);
  });
  map.require(ascends(report.tlds));
  map.as(report.root, put_targets, take_targets);
};

}  // namespace

ZoneReport report_of(const zone::VerifiedZone& zone) {
  const auto& proof = zone.proof();
  ZoneReport report{.serial = zone.serial(),
                    .digest = zone.digest(),
                    .records = zone.record_count(),
                    .rrsets = proof.rrsets,
                    .zonemd = proof.zonemd,
                    .anchors = proof.anchors,
                    .good_until = proof.good_until,
                    .targets = zone::targets_of(zone),
                    .tlds = {},
                    .root = zone::root_targets_of(zone)};
  for (const auto& delegation : zone.delegations()) {
    auto& tld = report.tlds.emplace_back(ReportedTld{.name = delegation.zone, .ds_set = {}});
    for (const auto& signer : delegation.signers) tld.ds_set.push_back(data_of(signer));
  }
  std::ranges::sort(report.tlds, {}, &ReportedTld::name);
  return report;
}

Bytes encode(const ZoneReport& report) {
  return record::encode_map(report, layout);
}

Bytes encode_refusal(std::string_view why) {
  cbor::Encoder out;
  out.text(why.substr(0, refusal_bytes_max));
  return std::move(out).finish();
}

Result<ZoneReport> word_from(ByteView bytes) {
  auto report = decode_zone_report(bytes);
  if (report) return std::move(*report);
  cbor::Decoder in(bytes);
  const std::string why(in.take_text(refusal_bytes_max));
  if (in.finish()) return fail(why);
  return fail(to_error("what the child wrote", report.error()).text);
}

Result<ZoneReport, cbor::DecodeError> decode_zone_report(ByteView bytes) {
  return record::decode_map<ZoneReport>(bytes, layout);
}

}  // namespace tocsin::probe
