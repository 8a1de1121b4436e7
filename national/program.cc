#include "national/program.h"

#include "national/attest.h"
#include "national/key.h"
#include "national/opt_out.h"

namespace tocsin::national {

cli::Program program(Desk& desk) {
  return {.name = "tocsin-national",
          .summary = "A country's own desk: its enrolment key, and its word for its probes.",
          .commands = {key_command(desk), attest_command(desk), opt_out_command(desk)}};
}

}  // namespace tocsin::national
