#include "audit/export_command.h"

#include <memory>
#include <ostream>

#include "audit/log_input.h"
#include "audit/measurement_json.h"

namespace tocsin::audit {
namespace {

struct ExportOptions {
  LogOptions log;
  std::string plan = "rssac047";
  bool as_jsonl = false;
};

Result<cli::ExitCode> export_log(durable::FileSystem& files,
                                 std::ostream& out,
                                 const ExportOptions& options) {
  if (!options.as_jsonl) return fail("say in which form: --jsonl");
  if (!options.log.dir) return fail("say what to export: --log DIR");
  const auto print = [&out](const assess::Measurement& measurement) -> Status<> {
    if (out << line_of(measurement)) return {};
    return fail("the output cannot be written");
  };
  const auto log =
      read_log(files, options.log, {.plan = options.plan, .isolated = Isolated::kept}, print);
  if (!log) return tl::unexpected(log.error());
  return log->origin.counts.measurements == 0 ? cli::ExitCode::undecided : cli::ExitCode::ok;
}

}  // namespace

cli::Command export_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<ExportOptions>();
  auto all = log_options(options->log);
  all.push_back({.name = "plan",
                 .value = "NAME",
                 .help = "Of batches of this plan.",
                 .target = cli::into(options->plan)});
  all.push_back({.name = "jsonl",
                 .help = "As one JSON object a line.",
                 .target = cli::into(options->as_jsonl)});
  return {.name = "export",
          .summary = "Write the measurements in a collector's log for others to compute with.",
          .options = std::move(all),
          .run = [&files, &out, options] { return export_log(files, out, *options); }};
}

}  // namespace tocsin::audit
