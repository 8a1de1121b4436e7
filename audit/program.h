// The whole command line of tocsin-audit.
#pragma once

#include <iosfwd>

#include "core/cli/command.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

cli::Program program(durable::FileSystem& files, std::ostream& out);

}  // namespace tocsin::audit
