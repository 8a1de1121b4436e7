// tocsin-audit dropped: what a probe's evidence of a dropped batch is worth.
#pragma once

#include <iosfwd>

#include "core/cli/command.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

cli::Command dropped_command(durable::FileSystem& files, std::ostream& out);

}  // namespace tocsin::audit
