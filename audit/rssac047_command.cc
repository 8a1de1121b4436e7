#include "audit/rssac047_command.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "audit/annotation_options.h"
#include "audit/log_input.h"
#include "audit/rssac047_json.h"
#include "audit/rssac047_page.h"
#include "audit/rssac047_text.h"

namespace tocsin::audit {
namespace {

enum class Form { text, json, markdown, html };

struct Rssac047Options {
  std::vector<std::string> measurements;
  LogOptions log;
  AnnotationOptions annotations;
  std::optional<assess::Month> month;
  Form form = Form::text;
  std::string operators;  // a folder; empty: no files for operators
};

bool fails(const assess::RsiFigures& rsi) {
  return verdict_of(rsi) == assess::FigureVerdict::fail;
}

// Whoever operates a letter that fails is told the values, and nobody else [cpm].
Status<> tell_operators(durable::FileSystem& files,
                        const std::filesystem::path& folder,
                        const MonthReport& report) {
  if (auto made = files.make_directory(folder, durable::Privacy::owner_only); !made) {
    return durable::fail(made.error());
  }
  for (std::size_t i = 0; i < report.figures.rsis.size(); ++i) {
    const auto& rsi = report.figures.rsis[i];
    if (!fails(rsi) && !fails(report.whole.rsis[i])) continue;
    const auto path = folder / (std::string(1, rsi.rsi) + ".json");
    const auto written = durable::write_atomically(
        files, path, as_bytes(operator_json(report, i)), durable::Privacy::owner_only);
    if (!written) return durable::fail(written.error());
  }
  return {};
}

void print(std::ostream& out, Form form, const MonthReport& report) {
  switch (form) {
    case Form::text:
      return print_text(out, report);
    case Form::json:
      return print_json(out, report);
    case Form::markdown:
      return print_page(out, Page::markdown, report);
    case Form::html:
      return print_page(out, Page::html, report);
  }
}

cli::Target into_month(std::optional<assess::Month>& month) {
  return {.set = [&month](std::string_view text) -> Status<> {
    month = assess::Month::from_text(text);
    return month ? Status<>() : fail("a month such as 2026-11");
  }};
}

// What others have said, in the order of the log, after what the reader says.
std::vector<Annotated> annotations_of(const LogReading& log,
                                      const Rssac047Options& options,
                                      std::vector<Annotated> annotations) {
  const Believed believed{
      options.log.countries, options.annotations.keepers, options.annotations.operators};
  for (const auto& said : log.annotations) {
    annotations.push_back(annotated_from(said, believed, log.roster, *options.month));
  }
  return annotations;
}

std::vector<Annotated> of_month(std::vector<Annotated> annotations, const assess::Month& month) {
  std::erase_if(annotations, [&](const Annotated& each) {
    const auto touched = month.touched_by(each.from, each.until);
    return touched.begin == touched.end;
  });
  return annotations;
}

// The figures twice: of everything, and without what is left out.
Result<MonthReport> assess_month(assess::MonthColumns& columns,
                                 std::vector<Annotated> annotations,
                                 const std::optional<LogReading>& log) {
  auto whole = assess::rssac047_of(columns);
  if (!whole) return tl::unexpected(whole.error());
  leave_out(annotations, columns);
  MonthReport report{
      .figures = *whole, .whole = *whole, .annotations = std::move(annotations), .log = {}};
  if (log) report.log = log->counts;
  if (!report.leaves_out()) return report;
  auto figures = assess::rssac047_of(columns);
  if (!figures) return tl::unexpected(figures.error());
  report.figures = *std::move(figures);
  return report;
}

Result<cli::ExitCode> report(durable::FileSystem& files,
                             std::ostream& out,
                             const Rssac047Options& options) {
  if (options.measurements.empty() && !options.log.dir) {
    return fail("say what to compute from: --measurements FILE or --log DIR");
  }
  auto annotations = read_annotations(files, options.annotations.files);
  if (!annotations) return tl::unexpected(annotations.error());
  assess::MonthColumns columns(*options.month);
  const auto add = [&columns](const auto& measurement) { return columns.add(measurement); };
  for (const auto& path : options.measurements) {
    if (auto read = read_measurements(files, path, add); !read) {
      return tl::unexpected(std::move(read.error()));
    }
  }
  std::optional<LogReading> log;
  if (options.log.dir) {
    auto reading = read_log(files, options.log, "rssac047", Isolated::left_out, add);
    if (!reading) return tl::unexpected(reading.error());
    log = *std::move(reading);
    annotations = annotations_of(*log, options, *std::move(annotations));
  }
  const auto report = assess_month(columns, of_month(*std::move(annotations), *options.month), log);
  if (!report) return tl::unexpected(report.error());
  if (!options.operators.empty()) {
    if (auto told = tell_operators(files, options.operators, *report); !told) {
      return tl::unexpected(told.error());
    }
  }
  print(out, options.form, *report);
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command rssac047_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<Rssac047Options>();
  auto all = log_options(options->log);
  for (auto& each : annotation_options(options->annotations)) all.push_back(std::move(each));
  all.push_back({.name = "measurements",
                 .value = "FILE",
                 .help = "Measurements, one JSON object a line, plain or compressed with zstd.",
                 .target = cli::into(options->measurements)});
  all.push_back({.name = "month",
                 .value = "MONTH",
                 .help = "The month in UTC: 2026-11.",
                 .target = into_month(options->month),
                 .presence = cli::Presence::required});
  all.push_back({.name = "output",
                 .value = "FORM",
                 .help = "For people, as a page to publish, or one JSON object for programs.",
                 .target = cli::one_of(options->form,
                                       {{"text", Form::text},
                                        {"json", Form::json},
                                        {"markdown", Form::markdown},
                                        {"html", Form::html}})});
  all.push_back({.name = "operators",
                 .value = "DIR",
                 .help = "Where the values of each letter that fails go, a file for its operator.",
                 .target = cli::into(options->operators)});
  return {.name = "rssac047",
          .summary = "Compute a month's figures of RSSAC047v2 from measurements or a log.",
          .options = std::move(all),
          .run = [&files, &out, options] { return report(files, out, *options); }};
}

}  // namespace tocsin::audit
