// Where a month's measurements come from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/annotations.h"
#include "audit/log_input.h"
#include "audit/month_report.h"
#include "core/assess/month_columns.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

struct MonthOptions {
  std::vector<std::string> measurements;
  LogOptions log;
  std::optional<std::string> columns;  // to read, and where a log is read too, to write
  std::optional<assess::Month> month;  // there is one
};

struct MonthInput {
  assess::MonthColumns columns;
  std::vector<MonthSource> sources;
  std::optional<LogReading> log;            // read, or as it was when the columns were made
  std::vector<Annotated> annotations = {};  // among the measurements
};

Result<MonthInput> read_month(durable::FileSystem& files, const MonthOptions& options);

// The log, as of this tree where one is named.
Result<LogReading> read_month_log(durable::FileSystem& files,
                                  const LogOptions& options,
                                  const std::optional<tlog::TreeHead>& as_of,
                                  assess::MonthColumns& columns);

}  // namespace tocsin::audit
