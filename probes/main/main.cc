#include "core/cli/run.h"
#include "probes/main/deliver.h"
#include "probes/main/doctor.h"
#include "probes/main/enroll.h"
#include "probes/main/once.h"
#include "probes/main/query.h"
#include "probes/main/refused.h"
#include "probes/main/run.h"
#include "probes/main/status.h"
#include "probes/main/trace.h"
#include "probes/main/zone.h"

namespace {

tocsin::cli::Program program() {
  using namespace tocsin::probe;
  return {.name = "tocsin-probe",
          .summary = "Watches the DNS root from here: asks, times, signs, pushes.",
          .commands = {key_command(),
                       enroll_command(),
                       once_command(),
                       query_command(),
                       trace_command(),
                       zone_command(),
                       doctor_command(),
                       status_command(),
                       refused_command(),
                       deliver_command(),
                       run_command()}};
}

}  // namespace

int main(int argc, char** argv) {
  return tocsin::cli::run(program(), argc, argv);
}
