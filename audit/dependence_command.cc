#include "audit/dependence_command.h"

#include <memory>
#include <ostream>

#include "audit/measurement_file.h"
#include "audit/output_option.h"
#include "config/root_parties_file.h"
#include "core/assess/dependence_json.h"
#include "core/assess/dependence_text.h"

namespace tocsin::audit {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t parties_octets_max = 1U << 20;

struct DependenceOptions {
  std::vector<std::string> measurements;
  std::string parties;
  WallTime at;
  Duration window = 1h;
  Output output = Output::text;
};

Result<assess::RootParties> read_parties(durable::FileSystem& files, const std::string& path) {
  const auto bytes = read_whole(files, path, parties_octets_max);
  if (!bytes) return durable::fail(bytes.error());
  return config::root_parties_from(as_text(*bytes), path);
}

Result<cli::ExitCode> report(durable::FileSystem& files,
                             std::ostream& out,
                             const DependenceOptions& options) {
  const auto parties = read_parties(files, options.parties);
  if (!parties) return tl::unexpected(parties.error());
  assess::Reach reach(options.at, options.window);
  const auto add = [&reach](const auto& measurement) { return reach.add(measurement); };
  // What is left out is left out of the figures of RSSAC047: here it was measured all the same.
  const auto ignore = [](const auto&) { return Status<>(); };
  for (const auto& path : options.measurements) {
    if (auto read = read_measurements(files, path, add, ignore); !read) {
      return tl::unexpected(std::move(read.error()));
    }
  }
  const auto report = dependence_report(reach, *parties);
  out << (options.output == Output::json ? dependence_json(report) : dependence_text(report));
  return report.of.empty() ? cli::ExitCode::undecided : cli::ExitCode::ok;
}

}  // namespace

cli::Command dependence_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<DependenceOptions>();
  return {
      .name = "dependence",
      .summary = "Say how many letters would be left without each party, jurisdiction and site.",
      .options = {{.name = "measurements",
                   .value = "FILE",
                   .help = "Measurements, one JSON object a line, plain or compressed with "
                           "zstd.",
                   .target = cli::into(options->measurements),
                   .presence = cli::Presence::required},
                  {.name = "parties",
                   .value = "FILE",
                   .help = "Who runs what of the root, such as config/root-parties.yaml.",
                   .target = cli::into(options->parties),
                   .presence = cli::Presence::required},
                  {.name = "at",
                   .value = "TIME",
                   .help = "The end of the time that is looked at, in UTC: "
                           "2026-11-29T12:00:00Z.",
                   .target = cli::into(options->at),
                   .presence = cli::Presence::required},
                  {.name = "window",
                   .value = "TIME",
                   .help = "The length of the time that is looked at.",
                   .target = cli::into(options->window, 1s, 24h * 366)},
                  output_option(options->output)},
      .run = [&files, &out, options] { return report(files, out, *options); }};
}

}  // namespace tocsin::audit
