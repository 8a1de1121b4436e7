// `tocsin-probe refused`: what collectors refused for good, and files of it that can be handed to
// another collector, a witness or anybody else.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "core/cli/command.h"
#include "core/durable/file_system.h"

namespace tocsin::probe {

// A line each, in the order of the batches: the name, who refused, with which status, and when.
Status<> list_refused(durable::FileSystem& files,
                      const std::filesystem::path& folder,
                      std::ostream& out);

// Of each into `to`: NAME.envelope and NAME.payload as they were sent, NAME.problem as it was
// answered, and NAME.when. Overwrites what is there. An error names the first that cannot be read
// or written.
Status<> export_refused(durable::FileSystem& files,
                        const std::filesystem::path& folder,
                        const std::filesystem::path& to);

cli::Command refused_command();

}  // namespace tocsin::probe
