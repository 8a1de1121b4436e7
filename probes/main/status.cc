#include "probes/main/status.h"

#include <iostream>
#include <memory>

#include "config/load.h"
#include "core/durable/real_file_system.h"
#include "core/system/boot_id.h"
#include "core/system/clock.h"
#include "probes/main/output_option.h"
#include "probes/main/state_layout.h"
#include "probes/main/status_json.h"
#include "probes/main/status_table.h"

namespace tocsin::probe {
namespace {

struct StatusOptions {
  std::string config;
  Output output = Output::table;
};

Result<ProbeStatus> read_status(const std::filesystem::path& path) {
  const auto files = durable::real_file_system();
  if (!files->exists(path)) {
    return fail("no probe has run with this state directory: " + path.string() + " is not there");
  }
  const auto bytes = durable::read_whole(*files, path, status_bytes_max);
  if (!bytes) return fail(bytes.error().text);
  auto status = decode_status(as_text(*bytes));
  if (!status) return fail(path.string() + ": " + status.error().text);
  return status;
}

Result<cli::ExitCode> run(const StatusOptions& options) {
  const auto loaded = config::load_probe_options(options.config);
  if (!loaded) return fail(loaded.error().text);
  const auto status = read_status(StateLayout{loaded->state_dir}.status());
  if (!status) return tl::unexpected(status.error());
  const auto boot_id = system::boot_id();
  if (!boot_id) return tl::unexpected(boot_id.error());
  const system::SystemClock clock;
  const auto now = read_both(clock);
  const auto age = age_of(*status, now, *boot_id);
  const StatusVerdict verdict{.running = running_of(*status, age),
                              .age = age,
                              .problems = problems_of(*status, age, now.wall)};
  std::cout << (options.output == Output::json ? as_json(*status, verdict)
                                               : as_table(*status, verdict, now.wall));
  return verdict.problems.empty() ? cli::ExitCode::ok : cli::ExitCode::finding;
}

}  // namespace

cli::Command status_command() {
  const auto options = std::make_shared<StatusOptions>();
  return {.name = "status",
          .summary =
              "Tells what the running probe last did: its clock, references, plans, letters, "
              "spool, collectors and root zone, and how old that is. Ends with 1 where the probe "
              "does not run or is not healthy, with 3 where nothing is known of it.",
          .options = {config_option(options->config), output_option(options->output)},
          .run = [options] { return run(*options); }};
}

}  // namespace tocsin::probe
