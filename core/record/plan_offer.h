// The body of GET /v1/plan: what a collector's log holds of plans, opt-outs and the roster, each
// with the proof that it is in the log (docs/formats/plan-offer.md).
//
// What is decoded is an offer, and nothing yet that a probe follows: probes/plans decides that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::record {

inline constexpr std::string_view plan_offer_path = "/v1/plan";
inline constexpr std::string_view plan_offer_media_type = "application/cbor";

struct OfferedEntry {
  Bytes entry;        // of the log (core/entry/entry.h)
  Bytes object;       // that the entry refers to; empty where it refers to none
  std::string proof;  // C2SP tlog-proof (core/tlog/log_proof.h)

  bool operator==(const OfferedEntry&) const = default;
};

using PlanOffer = std::vector<OfferedEntry>;

// Everything is within core/record/limits.h.
Bytes encode_plan_offer(const PlanOffer& offer);
Result<PlanOffer, cbor::DecodeError> decode_plan_offer(ByteView bytes);

}  // namespace tocsin::record
