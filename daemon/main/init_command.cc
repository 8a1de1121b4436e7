#include <iostream>

#include "core/base/base64.h"
#include "core/durable/real_file_system.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/tlog/verifier_key.h"
#include "daemon/main/commands.h"
#include "daemon/main/next_origins.h"
#include "daemon/main/state.h"

namespace tocsin::collector {
namespace {

struct InitOptions {
  std::string state_dir;
  NewState wanted;
};

Result<cli::ExitCode> init(const InitOptions& options) {
  const auto files = durable::real_file_system();
  const StateLayout layout{options.state_dir};
  system::SystemEntropy entropy;
  const system::SystemClock clock;
  const auto made = make_state(*files, layout, options.wanted, clock, entropy);
  if (!made) return tl::unexpected(made.error());
  const auto state = read_state(*files, layout);
  if (!state) return tl::unexpected(state.error());
  const auto next = next_origins(*files, layout, state->log.origin, {}, clock.wall(), entropy);
  if (!next) return tl::unexpected(next.error());
  std::cout << "origin:   " << state->log.origin << "\n"
            << "log key:  " << to_base64(state->log.key.public_key()) << "\n"
            << "TLS name: " << host_of(state->log.origin) << "\n"
            << "CA:       " << layout.ca().string() << " (probes need it to enrol)\n";
  for (const auto& each : *next) {
    const auto key = tlog::verifier_key(each.origin, tlog::Algorithm::ed25519, each.key);
    std::cout << to_rfc3339(each.from).substr(0, 4) << ":     " << to_text(key) << "\n";
  }
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command init_command() {
  const auto options = std::make_shared<InitOptions>();
  return {.name = "init",
          .summary = "Makes a collector's state: certificate authority, certificate and log key.",
          .options = {{.name = "state",
                       .value = "DIR",
                       .help = "The state directory, new or empty.",
                       .target = cli::into(options->state_dir),
                       .presence = cli::Presence::required},
                      {.name = "origin",
                       .value = "NAME",
                       .help = "The log's name. It begins with the name of this host for TLS.",
                       .target = cli::into(options->wanted.origin),
                       .presence = cli::Presence::required},
                      {.name = "address",
                       .value = "ADDR",
                       .help = "An address of this host, for its certificate. May be repeated.",
                       .target = cli::into(options->wanted.addresses)}},
          .run = [options] { return init(*options); }};
}

}  // namespace tocsin::collector
