// `tocsin-audit log verify|consistency|proof|object|origins LOG`: what anybody can find out about a
// public log, from its folder or over HTTP.
#pragma once

#include <iosfwd>

#include "core/cli/command.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

cli::Command log_command(durable::FileSystem& files, std::ostream& out);

}  // namespace tocsin::audit
