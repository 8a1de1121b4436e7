#include <iostream>

#include "core/durable/real_file_system.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "daemon/enrol/token_store.h"
#include "daemon/main/commands.h"
#include "daemon/main/state_layout.h"

namespace tocsin::collector {
namespace {

struct TokenOptions {
  std::string state_dir;
  std::string name;
};

Result<cli::ExitCode> issue(const TokenOptions& options) {
  const auto files = durable::real_file_system();
  const StateLayout layout{options.state_dir};
  if (!files->exists(layout.origin())) {
    return fail(options.state_dir + " is no collector's state (has `tocsind init` been run?)");
  }
  TokenStore tokens(*files, layout.tokens());
  if (auto prepared = tokens.prepare(); !prepared) return tl::unexpected(prepared.error());
  system::SystemEntropy entropy;
  const auto token = tokens.issue(options.name, system::SystemClock().wall(), entropy);
  if (!token) return tl::unexpected(token.error());
  std::cout << *token << "\n";
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command token_command() {
  const auto options = std::make_shared<TokenOptions>();
  return {.name = "token",
          .summary = "Prints a token with which one probe can enrol once, within a week.",
          .options = {{.name = "state",
                       .value = "DIR",
                       .help = "The state directory.",
                       .target = cli::into(options->state_dir),
                       .presence = cli::Presence::required},
                      {.name = "name",
                       .value = "NAME",
                       .help = "What the probe is to be called, such as no-1.",
                       .target = cli::into(options->name),
                       .presence = cli::Presence::required}},
          .run = [options] { return issue(*options); }};
}

}  // namespace tocsin::collector
