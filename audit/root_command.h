// tocsin-audit root.
#pragma once

#include <iosfwd>

#include "core/cli/command.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

cli::Command root_command(durable::FileSystem& files, std::ostream& out);

}  // namespace tocsin::audit
