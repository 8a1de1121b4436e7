#include <iostream>

#include "audit/program.h"
#include "core/cli/run.h"
#include "core/durable/real_file_system.h"

int main(int argc, char** argv) {
  const auto files = tocsin::durable::real_file_system();
  return tocsin::cli::run(tocsin::audit::program(*files, std::cout), argc, argv);
}
