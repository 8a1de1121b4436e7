#include "probes/main/run.h"

#include <csignal>
#include <iostream>

#include "config/load.h"
#include "core/system/log.h"
#include "core/system/memory.h"
#include "core/system/signals.h"
#include "probes/main/probe.h"

namespace tocsin::probe {
namespace {

struct RunOptions {
  std::string config;
  bool check_config = false;
};

cli::ExitCode check_config(const RunOptions& options) {
  const auto loaded = config::load_probe_options(options.config);
  if (loaded) {
    std::cout << options.config << ": ok\n";
    return cli::ExitCode::ok;
  }
  std::cerr << loaded.error().text << "\n";
  return cli::ExitCode::finding;
}

// Keys, schedules and limits are bound to a start: what changed takes effect at the next one.
void look_at_config_again(const RunOptions& options) {
  const auto loaded = config::load_probe_options(options.config);
  if (loaded) {
    system::log(system::Level::notice, "configuration is fine; restart to use it");
  } else {
    system::log(system::Level::error, "configuration is wrong", {{"why", loaded.error().text}});
  }
}

Result<cli::ExitCode> run(const RunOptions& options) {
  if (options.check_config) return check_config(options);
  const auto loaded = config::load_probe_options(options.config);
  if (!loaded) return fail(loaded.error().text);
  system::return_large_blocks();
  system::Signals signals{SIGTERM, SIGINT, SIGHUP};
  const auto reload = [&options] { look_at_config_again(options); };
  const auto ran = run_probe(*loaded, signals, reload);
  if (!ran) return fail(ran.error().text);
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command run_command() {
  const auto options = std::make_shared<RunOptions>();
  return {.name = "run",
          .summary =
              "Watches the root until it is told to stop: measures, signs, spools and pushes "
              "to every configured collector.",
          .options = {{.name = "config",
                       .value = "FILE",
                       .help = "The configuration; config/probe.yaml shows every key.",
                       .target = cli::into(options->config),
                       .presence = cli::Presence::required},
                      {.name = "check-config",
                       .help = "Only look at the configuration: end with 0, or with 1 and every "
                               "mistake at its line and column.",
                       .target = cli::into(options->check_config)}},
          .run = [options] { return run(*options); }};
}

}  // namespace tocsin::probe
