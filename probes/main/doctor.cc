#include "probes/main/doctor.h"

#include <iostream>
#include <memory>

#include "config/load.h"
#include "probes/doctor/judge.h"
#include "probes/main/doctor_text.h"
#include "probes/main/look.h"
#include "probes/main/output_option.h"

namespace tocsin::probe {
namespace {

struct DoctorOptions {
  std::string config;
  Output output = Output::table;
};

Result<cli::ExitCode> run(const DoctorOptions& options) {
  const auto loaded = config::load_probe_options(options.config);
  if (!loaded) return fail(loaded.error().text);
  const auto facts = look_at_host(*loaded);
  if (!facts) return tl::unexpected(facts.error());
  const auto findings = judge(*facts);
  std::cout << (options.output == Output::json ? as_json(findings) : as_table(findings));
  return worst_of(findings) == Verdict::failure ? cli::ExitCode::finding : cli::ExitCode::ok;
}

}  // namespace

cli::Command doctor_command() {
  const auto options = std::make_shared<DoctorOptions>();
  return {.name = "doctor",
          .summary =
              "Looks at this host as a probe needs it, by number: clock, IPv4 and IPv6, UDP and "
              "TCP port 53, large answers, interception, resolvers, references, collectors, space "
              "and traffic. Says what to do. Ends with 1 where something does not work.",
          .options = {config_option(options->config), output_option(options->output)},
          .run = [options] { return run(*options); }};
}

}  // namespace tocsin::probe
