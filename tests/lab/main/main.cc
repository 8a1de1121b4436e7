#include "core/cli/run.h"
#include "tests/lab/main/commands.h"

int main(int argc, char** argv) {
  return tocsin::cli::run(tocsin::lab::program(), argc, argv);
}
