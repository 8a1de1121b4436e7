// `tocsin-audit verify BUNDLE --policy FILE`: what an evidence bundle is worth to its reader.
#pragma once

#include <iosfwd>

#include "core/cli/command.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

cli::Command verify_command(durable::FileSystem& files, std::ostream& out);

}  // namespace tocsin::audit
