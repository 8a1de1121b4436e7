// A version of the root zone that a collector has seen: the body of a log entry, whose object is
// the zone itself, as one zstd frame of the records that core/zone reads (docs/formats/zone.md).
//
// It is the collector's word, made checkable: whoever has the object verifies the zone by DNSSEC
// and ZONEMD himself. When it was first seen is bounded by the checkpoints around the entry.
#pragma once

#include <string>
#include <string_view>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"
#include "core/plan/target.h"

namespace tocsin::record {

// GET of a collector: the object of the newest version that verified.
inline constexpr std::string_view zone_path = "/v1/zone";
inline constexpr std::string_view zone_media_type = "application/zstd";

struct ZoneVersion {
  Digest object{};                 // SHA-256 of the object
  std::uint64_t object_bytes = 0;  // its size
  std::uint32_t serial = 0;
  Digest zone{};         // of the zone's records in canonical order (core/zone/zone.h)
  WallTime first_seen;   // by the collector's clock, when it had come whole
  plan::Address server;  // that gave it
  // Why the zone does not verify: such a one is kept as evidence and never used. Empty: it does.
  std::string fault;

  bool verified() const { return fault.empty(); }
  bool operator==(const ZoneVersion&) const = default;
};

Bytes encode(const ZoneVersion& version);
Result<ZoneVersion, cbor::DecodeError> decode_zone_version(ByteView bytes);

}  // namespace tocsin::record
