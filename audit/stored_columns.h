// Files of verdict columns where somebody keeps them (columns_file.h).
#pragma once

#include <string>

#include "audit/columns_file.h"
#include "audit/log_input.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

// An error where a file is there: it would be lost.
Status<> write_columns(durable::FileSystem& files,
                       const std::string& path,
                       const LogOrigin& origin,
                       const assess::MonthColumns& columns);

// Of this month. What the reader says of the log, its key and countries, must be what the file was
// made with; what he does not say is as the file has it.
Result<ColumnsFile> read_columns(durable::FileSystem& files,
                                 const std::string& path,
                                 const LogOptions& said,
                                 const assess::Month& month);

// As if the log had been read.
Result<LogReading> reading_of(const LogOrigin& origin);

}  // namespace tocsin::audit
