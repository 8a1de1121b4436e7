// What changed from one version of the root zone to the next, as the object of a log entry
// (docs/formats/zone.md). Whoever has both versions computes the same.
#pragma once

#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/zone/difference_feed.h"

namespace tocsin::entry {

Bytes encode(const zone::ZoneStep& step);
Result<zone::ZoneStep, cbor::DecodeError> decode_zone_step(ByteView bytes);

}  // namespace tocsin::entry
