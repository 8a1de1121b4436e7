// Records as ldns objects, out of text or wire form. Inside core/zone only.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/zone/fault.h"
#include "core/zone/ldns_handle.h"

namespace tocsin::zone {

Result<std::vector<RecordHandle>, Fault> read_text(std::string_view text);
Result<std::vector<RecordHandle>, Fault> read_records(ByteView bytes);

}  // namespace tocsin::zone
