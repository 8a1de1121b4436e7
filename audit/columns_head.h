// The head of a file of verdict columns (docs/formats/columns.md): all but rows and entries.
#pragma once

#include <string>
#include <vector>

#include "audit/log_origin.h"
#include "core/assess/month_columns.h"
#include "core/cbor/fault.h"

namespace tocsin::audit {

// Which rows follow. SOA: 4 x letter + place in assess::paths; correctness: letter. Ascending.
struct ColumnsRows {
  std::string vp;
  std::vector<std::uint32_t> soa;
  std::vector<std::uint32_t> correctness;
};

struct ColumnsHead {
  std::string month;  // "2026-11"
  assess::ColumnCounts counts;
  std::vector<ColumnsRows> rows;  // by vantage point, ascending
  LogOrigin origin;               // without checkpoint and entries
};

Bytes encode_columns_head(const ColumnsHead& head);
Result<ColumnsHead, cbor::DecodeError> decode_columns_head(ByteView bytes);

}  // namespace tocsin::audit
