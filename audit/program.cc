#include "audit/program.h"

#include "audit/batch_command.h"
#include "audit/judge_command.h"
#include "audit/rssac047_command.h"

namespace tocsin::audit {

cli::Program program(durable::FileSystem& files, std::ostream& out) {
  return {.name = "tocsin-audit",
          .summary = "Check what probes and collectors wrote, offline, trusting neither.",
          .commands = {
              batch_command(files, out), judge_command(files, out), rssac047_command(files, out)}};
}

}  // namespace tocsin::audit
