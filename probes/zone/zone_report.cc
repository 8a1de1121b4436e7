#include "probes/zone/zone_report.h"

#include <algorithm>

#include "core/record/fields.h"
#include "core/record/limits.h"
#include "core/record/target_set.h"
#include "core/zone/limits.h"
#include "core/zone/targets.h"

namespace tocsin::probe {
namespace {

using record::put;

constexpr std::size_t tlds_max = 16'384;
constexpr std::size_t ds_bytes_max = 4 + 64;

enum Key : std::uint64_t {
  key_serial = 1,
  key_digest = 2,
  key_records = 3,
  key_rrsets = 4,
  key_zonemd = 5,
  key_anchors = 6,
  key_good_until = 7,
  key_targets = 8,
  key_tlds = 9,
  key_root = 10,
};
constexpr std::size_t fields = 11;

Bytes data_of(const zone::DelegationSigner& signer) {
  Bytes data;
  append_be16(data, signer.key_tag);
  data.push_back(signer.algorithm);
  data.push_back(signer.digest_type);
  append(data, signer.digest);
  return data;
}

void put_tld(cbor::Encoder& out, const ReportedTld& tld) {
  out.array(2).text(tld.name).array(tld.ds_set.size());
  for (const auto& ds : tld.ds_set) out.bytes(ds);
}

ReportedTld take_tld(cbor::Decoder& in) {
  ReportedTld tld;
  in.enter_array_of(2);
  tld.name = in.take_text(record::name_bytes_max);
  tld.ds_set.resize(in.enter_array(zone::rrset_records_max));
  for (auto& ds : tld.ds_set) {
    const auto data = in.take_bytes(ds_bytes_max);
    ds.assign(data.begin(), data.end());
  }
  in.leave();
  in.leave();
  return tld;
}

bool ascends(const std::vector<ReportedTld>& tlds) {
  return std::ranges::adjacent_find(tlds, std::ranges::greater_equal{}, &ReportedTld::name) ==
         tlds.end();
}

std::uint64_t take_number(cbor::Decoder& in, Key key) {
  in.key(key);
  return in.take_uint();
}

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
  cbor::Encoder out;
  out.map(fields);
  record::put_version(out);
  put(out.uint(key_serial), report.serial);
  put(out.uint(key_digest), report.digest);
  put(out.uint(key_records), report.records);
  put(out.uint(key_rrsets), report.rrsets);
  put(out.uint(key_zonemd), report.zonemd);
  out.uint(key_anchors).array(report.anchors.size());
  for (const auto anchor : report.anchors) out.uint(anchor);
  put(out.uint(key_good_until), report.good_until);
  put(out.uint(key_targets), record::encode_target_set(report.targets));
  out.uint(key_tlds).array(report.tlds.size());
  for (const auto& tld : report.tlds) put_tld(out, tld);
  put(out.uint(key_root), record::encode_target_set(report.root));
  return std::move(out).finish();
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
  ZoneReport report;
  cbor::Decoder in(bytes);
  in.enter_map();
  record::take_version(in);
  in.key(key_serial);
  report.serial = in.take<std::uint32_t>();
  in.key(key_digest);
  report.digest = in.take_exactly<32>();
  report.records = take_number(in, key_records);
  report.rrsets = take_number(in, key_rrsets);
  in.key(key_zonemd);
  report.zonemd = in.take_enum(zone::ZonemdVerdict::unsupported);
  in.key(key_anchors);
  report.anchors.resize(in.enter_array(zone::anchors_max));
  for (auto& anchor : report.anchors) anchor = in.take<std::uint16_t>();
  in.leave();
  in.key(key_good_until);
  report.good_until = record::take_wall(in);
  in.key(key_targets);
  const auto targets = in.take_bytes(zone_report_bytes_max);
  in.key(key_tlds);
  report.tlds.resize(in.enter_array(tlds_max));
  for (auto& tld : report.tlds) tld = take_tld(in);
  in.leave();
  if (!in.failed() && !ascends(report.tlds)) in.refuse(cbor::Fault::unacceptable);
  in.key(key_root);
  const auto root = in.take_bytes(zone_report_bytes_max);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  auto decoded = record::decode_target_set(targets);
  if (!decoded) return tl::unexpected(decoded.error());
  report.targets = std::move(*decoded);
  auto decoded_root = record::decode_target_set(root);
  if (!decoded_root) return tl::unexpected(decoded_root.error());
  report.root = std::move(*decoded_root);
  return report;
}

}  // namespace tocsin::probe
