#include "audit/program.h"

#include "audit/batch_command.h"
#include "audit/dependence_command.h"
#include "audit/dropped_command.h"
#include "audit/export_command.h"
#include "audit/judge_command.h"
#include "audit/log_command.h"
#include "audit/report_command.h"
#include "audit/root_command.h"
#include "audit/rssac047_command.h"
#include "audit/verify_command.h"
#include "audit/zones_command.h"

namespace tocsin::audit {

cli::Program program(durable::FileSystem& files, std::ostream& out) {
  return {.name = "tocsin-audit",
          .summary = "Check what probes and collectors wrote, offline, trusting neither.",
          .commands = {batch_command(files, out),
                       dependence_command(files, out),
                       dropped_command(files, out),
                       export_command(files, out),
                       judge_command(files, out),
                       log_command(files, out),
                       report_command(files, out),
                       root_command(files, out),
                       rssac047_command(files, out),
                       verify_command(files, out),
                       zones_command(files, out)}};
}

}  // namespace tocsin::audit
