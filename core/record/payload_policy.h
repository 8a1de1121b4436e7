// What a collector promises about the payloads in its log: how long they are withheld from the
// public, as each country wishes, and how long they are kept. The body of a log entry
// (docs/formats/payload-policy.md); of several the last one holds. Envelopes, governance and the
// tree are public at once, and for ever.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"

namespace tocsin::record {

inline constexpr Duration embargo_by_default = std::chrono::hours(24);
inline constexpr Duration embargo_max = std::chrono::hours(24 * 366);
inline constexpr Duration kept_min = std::chrono::hours(24 * 31);  // a month can be computed
inline constexpr Duration kept_max = std::chrono::hours(24 * 36'600);

// What holds where the log has said nothing.
struct PayloadPolicy {
  // From when the collector took the batch; of probes for which no country below speaks.
  Duration embargo = embargo_by_default;
  std::map<std::string, Duration, std::less<>> embargo_of;  // by country, ISO 3166-1 alpha-2
  // By plan; at least so long. Those of other plans are kept for ever.
  std::map<std::string, Duration, std::less<>> kept;

  bool operator==(const PayloadPolicy&) const = default;
};

// From when on everybody gets the payload of a batch that was taken then. An empty country: nobody
// speaks for its probe.
WallTime given_from(const PayloadPolicy& policy, std::string_view country, WallTime taken);

// Until when a payload of this plan is certainly there; nothing: for ever.
std::optional<WallTime> kept_until(const PayloadPolicy& policy,
                                   std::string_view plan,
                                   WallTime taken);

// As the collector said it at that time.
struct SaidPayloadPolicy {
  PayloadPolicy policy;
  WallTime at;

  bool operator==(const SaidPayloadPolicy&) const = default;
};

Bytes encode(const SaidPayloadPolicy& said);
Result<SaidPayloadPolicy, cbor::DecodeError> decode_payload_policy(ByteView bytes);

}  // namespace tocsin::record
