// A log's folder, read as trees of any size: where no file has just the width that a size asks for,
// because no checkpoint was published then, it is the front of a wider one.
#pragma once

#include "core/tlog/tile_files.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// The folder outlives it.
tlog::FileSource files_of_any_size(const LogFolder& folder);

}  // namespace tocsin::collector
