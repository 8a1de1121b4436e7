#include "national/program.h"

#include "national/annotate.h"
#include "national/attest.h"
#include "national/key.h"
#include "national/opt_out.h"
#include "national/revoke.h"
#include "national/witness_command.h"
#include "national/witness_key.h"

namespace tocsin::national {

cli::Program program(Desk& desk) {
  return {.name = "tocsin-national",
          .summary =
              "A country's own desk: its enrolment key, its word for its probes, and its "
              "witness of the logs of others.",
          .commands = {key_command(desk),
                       attest_command(desk),
                       revoke_command(desk),
                       opt_out_command(desk),
                       annotate_command(desk),
                       witness_key_command(desk),
                       witness_command(desk)}};
}

}  // namespace tocsin::national
