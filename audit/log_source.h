// The options by which a command is given a public log and whom to believe about it.
#pragma once

#include <string>
#include <vector>

#include "core/cli/option.h"
#include "core/durable/file_system.h"
#include "core/tlog/policy.h"
#include "core/tlog/tile_files.h"

namespace tocsin::audit {

struct LogSource {
  std::string log;  // a folder, or a URL
  std::vector<std::string> keys;
  std::string policy;
};

// They fill `source`, which outlives them.
cli::Option key_option(LogSource& source);
cli::Option policy_option(LogSource& source);
cli::Operand log_operand(LogSource& source);

// A key by itself is a policy that asks for no witness.
Result<tlog::Policy> policy_of(durable::FileSystem& files, const LogSource& source);

// `files` outlives it.
Result<tlog::FileSource> files_of(durable::FileSystem& files, const LogSource& source);

}  // namespace tocsin::audit
