#include "audit/rssac047_command.h"

#include <memory>

#include "audit/measurement_file.h"
#include "audit/rssac047_json.h"
#include "audit/rssac047_text.h"

namespace tocsin::audit {
namespace {

enum class Output { text, json };

struct Rssac047Options {
  std::vector<std::string> measurements;
  std::optional<assess::Month> month;
  Output output = Output::text;
};

cli::Target into_month(std::optional<assess::Month>& month) {
  return {.set = [&month](std::string_view text) -> Status<> {
    month = assess::Month::from_text(text);
    return month ? Status<>() : fail("a month such as 2026-11");
  }};
}

Result<cli::ExitCode> report(durable::FileSystem& files,
                             std::ostream& out,
                             const Rssac047Options& options) {
  assess::MonthColumns columns(*options.month);
  for (const auto& path : options.measurements) {
    if (auto read = read_measurements(files, path, columns); !read) {
      return tl::unexpected(std::move(read.error()));
    }
  }
  const auto figures = assess::rssac047_of(columns);
  if (!figures) return tl::unexpected(figures.error());
  options.output == Output::json ? print_json(out, *figures) : print_text(out, *figures);
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command rssac047_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<Rssac047Options>();
  return {.name = "rssac047",
          .summary = "Compute a month's figures of RSSAC047v2 from measurements.",
          .options = {{.name = "measurements",
                       .value = "FILE",
                       .help = "Measurements, one JSON object a line, plain or compressed with "
                               "zstd.",
                       .target = cli::into(options->measurements),
                       .presence = cli::Presence::required},
                      {.name = "month",
                       .value = "MONTH",
                       .help = "The month in UTC: 2026-11.",
                       .target = into_month(options->month),
                       .presence = cli::Presence::required},
                      {.name = "output",
                       .value = "FORM",
                       .help = "For people, or one JSON object for programs.",
                       .target = cli::one_of(options->output,
                                             {{"text", Output::text}, {"json", Output::json}})}},
          .run = [&files, &out, options] { return report(files, out, *options); }};
}

}  // namespace tocsin::audit
