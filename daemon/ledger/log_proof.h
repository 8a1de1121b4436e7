// That an entry is in the published log, out of its folder: what a probe or an auditor is given.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// A C2SP tlog-proof under this signed checkpoint, of the entry at an index below its size.
Result<std::string> prove_in(const LogFolder& folder,
                             const std::string& checkpoint,
                             std::uint64_t index);

}  // namespace tocsin::collector
