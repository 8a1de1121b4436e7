// What a short-lived child process says of a root zone that it has verified, to the probe that
// started it: all that a probe needs, in a few hundred kilobytes. Deterministic CBOR:
//
//   { 0 => 1, 1 => serial, 2 => digest of the zone, 3 => records, 4 => RRsets with a good
//   signature,
//     5 => 0..2 ZONEMD verdict, 6 => [anchors' key tags], 7 => good until (ns of UTC),
//     8 => target set (docs/formats/payload.md), 9 => [[TLD, [DS data]]], ascending,
//     10 => target set of the root itself }
//
// The probe believes its child no more than a stranger: decoding is total. Pure.
#pragma once

#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"
#include "core/plan/target.h"
#include "core/zone/verified_zone.h"

namespace tocsin::probe {

struct ReportedTld {
  std::string name;           // "no."
  std::vector<Bytes> ds_set;  // data of the DS records (RFC 4034 section 5.1); empty: not signed

  bool operator==(const ReportedTld&) const = default;
};

struct ZoneReport {
  std::uint32_t serial = 0;
  Digest digest{};
  std::uint64_t records = 0;
  std::uint64_t rrsets = 0;
  zone::ZonemdVerdict zonemd{};
  std::vector<std::uint16_t> anchors;
  WallTime good_until;
  plan::TargetSet targets;  // every (TLD, name server, address)
  std::vector<ReportedTld> tlds;
  plan::TargetSet root;  // every (name server, address) of the root itself

  bool operator==(const ZoneReport&) const = default;
};

inline constexpr std::size_t zone_report_bytes_max = 8ULL * 1024 * 1024;

ZoneReport report_of(const zone::VerifiedZone& zone);

Bytes encode(const ZoneReport& report);

// Instead of a report: why there is none, one text, cut to so many octets.
inline constexpr std::size_t refusal_bytes_max = 400;
Bytes encode_refusal(std::string_view why);

// What a child wrote: its report, or why there is none.
Result<ZoneReport> word_from(ByteView bytes);

Result<ZoneReport, cbor::DecodeError> decode_zone_report(ByteView bytes);

}  // namespace tocsin::probe
