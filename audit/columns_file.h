// What the measurements of a month in a collector's log were found to be, one cell for each, in a
// file (docs/formats/columns.md): so that its figures need not be taken from millions of raw
// replies each time. It is whoever wrote it that says so: verdict columns are never evidence.
//
// Reading is total: a month, or an error that says what is wrong. Bounded: at most `series_max`
// rows of a month, whatever the file claims. Pure.
#pragma once

#include "audit/log_origin.h"
#include "core/assess/month_columns.h"

namespace tocsin::audit {

inline constexpr std::size_t columns_octets_max = 1ULL << 29;
inline constexpr std::size_t columns_entries_max = 262'144;
inline constexpr std::size_t columns_entry_octets_max = 64ULL * 1024 * 1024;  // of all together

struct ColumnsFile {
  LogOrigin origin;
  assess::MonthColumns columns;  // nothing is left out of it
};

// An error where the log has said more of its probes and measurements than a file takes.
Result<Bytes> encode_columns(const LogOrigin& origin, const assess::MonthColumns& columns);
Result<ColumnsFile> decode_columns(ByteView bytes);
// What stands between its first eight octets and its digest, for whoever has none (a fuzz target).
Result<ColumnsFile> decode_columns_body(ByteView body);

}  // namespace tocsin::audit
