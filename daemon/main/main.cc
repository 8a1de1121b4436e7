#include "core/cli/run.h"
#include "daemon/main/commands.h"

namespace {

tocsin::cli::Program program() {
  using namespace tocsin::collector;
  return {
      .name = "tocsind",
      .summary = "Collects signed batches of measurements, keeps them, and shows what they say.",
      .commands = {init_command(),
                   token_command(),
                   serve_command(),
                   bundle_command(),
                   fsck_command(),
                   rebuild_command(),
                   refusals_command()}};
}

}  // namespace

int main(int argc, char** argv) {
  return tocsin::cli::run(program(), argc, argv);
}
