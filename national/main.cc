#include <iostream>

#include "core/cli/run.h"
#include "core/durable/real_file_system.h"
#include "core/system/entropy.h"
#include "national/program.h"

int main(int argc, char** argv) {
  const auto files = tocsin::durable::real_file_system();
  tocsin::system::SystemEntropy entropy;
  tocsin::national::Desk desk{.files = *files, .entropy = entropy, .out = std::cout};
  return tocsin::cli::run(tocsin::national::program(desk), argc, argv);
}
