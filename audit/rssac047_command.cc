#include "audit/rssac047_command.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "audit/annotation_options.h"
#include "audit/month_input.h"
#include "audit/month_option.h"
#include "audit/rejudge.h"
#include "audit/rssac047_json.h"
#include "audit/rssac047_page.h"
#include "audit/rssac047_text.h"
#include "audit/stored_columns.h"

namespace tocsin::audit {
namespace {

enum class Form { text, json, markdown, html };

struct Rssac047Options {
  MonthOptions month;
  AnnotationOptions annotations;
  bool rejudges = false;
  Form form = Form::text;
  std::string operators;  // a folder; empty: no files for operators
};

bool fails(const assess::RsiFigures& rsi) {
  return verdict_of(rsi) == assess::FigureVerdict::fail;
}

// Whoever operates a letter that fails is told the values, and nobody else [cpm]: nor what another
// run said of one that does not fail now.
Status<> tell_operators(durable::FileSystem& files,
                        const std::filesystem::path& folder,
                        const MonthReport& report) {
  if (auto made = files.make_directory(folder, durable::Privacy::owner_only); !made) {
    return durable::fail(made.error());
  }
  for (std::size_t i = 0; i < report.figures.rsis.size(); ++i) {
    const auto& rsi = report.figures.rsis[i];
    const auto path = folder / (std::string(1, rsi.rsi) + ".json");
    const bool failed = fails(rsi) || fails(report.whole.rsis[i]);
    const auto done =
        failed ? durable::write_atomically(
                     files, path, as_bytes(operator_json(report, i)), durable::Privacy::owner_only)
               : files.remove(path);
    if (!done) return durable::fail(done.error());
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

// What others have said, in the order of the log, after what the reader says.
std::vector<Annotated> annotations_of(const LogReading& log,
                                      const Rssac047Options& options,
                                      std::vector<Annotated> annotations) {
  const auto believed = believed_by(options.annotations, log.origin.countries);
  const Span month{options.month.month->begin(), options.month.month->end()};
  for (const auto& said : log.annotations) {
    annotations.push_back(annotated_from(said, believed, log.roster, month));
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
MonthReport assess_month(MonthInput& input, std::vector<Annotated> annotations) {
  const auto whole = assess::rssac047_of(input.columns);
  leave_out(annotations, input.columns);
  MonthReport report{.figures = whole,
                     .whole = whole,
                     .sources = input.sources,
                     .annotations = std::move(annotations),
                     .log = {}};
  if (input.log) report.log = input.log->origin.counts;
  if (input.log) report.others = input.log->others;
  if (input.log) report.refused = input.log->refused;
  if (report.leaves_out()) report.figures = assess::rssac047_of(input.columns);
  return report;
}

Result<cli::ExitCode> report(durable::FileSystem& files,
                             std::ostream& out,
                             const Rssac047Options& options) {
  auto annotations = read_annotations(files, options.annotations.files);
  if (!annotations) return tl::unexpected(annotations.error());
  auto input = read_month(files, options.month);
  if (!input) return tl::unexpected(input.error());
  std::ranges::move(input->annotations, std::back_inserter(*annotations));
  if (input->log) annotations = annotations_of(*input->log, options, *std::move(annotations));
  const auto report =
      assess_month(*input, of_month(*std::move(annotations), input->columns.month()));
  if (!options.operators.empty()) {
    if (auto told = tell_operators(files, options.operators, report); !told) {
      return tl::unexpected(told.error());
    }
  }
  print(out, options.form, report);
  const auto& counts = report.whole.counts;
  return counts.soa + counts.correctness == 0 ? cli::ExitCode::undecided : cli::ExitCode::ok;
}

// Figures are not computed: what is compared is what they are made of.
Result<cli::ExitCode> rejudge(durable::FileSystem& files,
                              std::ostream& out,
                              const MonthOptions& options) {
  if (!options.columns || !options.log.dir) return fail("--rejudge needs --columns and --log");
  if (!options.measurements.empty()) return fail("--rejudge compares with a log alone");
  const auto stored = read_columns(files, *options.columns, options.log, *options.month);
  if (!stored) return tl::unexpected(stored.error());
  assess::MonthColumns fresh(*options.month);
  const auto as_of = stored->origin.checkpoint.tree;
  const auto log = read_month_log(files, options.log, as_of, fresh);
  if (!log) return tl::unexpected(log.error());
  const auto [cells, differences] = print_differences(out, *stored, log->origin, fresh);
  for (const auto& zone : log->refused) out << refused_text(zone) << "\n";
  if (log->others) out << others_text(*log->others) << "\n";
  out << cells << " cells compared, " << differences << " differences\n";
  return differences == 0 ? cli::ExitCode::ok : cli::ExitCode::finding;
}

Result<cli::ExitCode> run(durable::FileSystem& files,
                          std::ostream& out,
                          const Rssac047Options& options) {
  if (options.month.log.verifies_all && !options.month.log.dir) return fail("--verify needs --log");
  return options.rejudges ? rejudge(files, out, options.month) : report(files, out, options);
}

}  // namespace

cli::Command rssac047_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<Rssac047Options>();
  auto all = log_options(options->month.log);
  for (auto& each : annotation_options(options->annotations)) all.push_back(std::move(each));
  all.push_back({.name = "measurements",
                 .value = "FILE",
                 .help = "Measurements, one JSON object a line, plain or compressed with zstd.",
                 .target = cli::into(options->month.measurements)});
  all.push_back(month_option(options->month.month));
  all.back().presence = cli::Presence::required;
  all.push_back({.name = "columns",
                 .value = "FILE",
                 .help = "Verdict columns: with --log to write, without to compute from instead.",
                 .target = cli::into(options->month.columns)});
  all.push_back({.name = "rejudge",
                 .help = "Judge the log's raw replies again, and say where the columns differ.",
                 .target = cli::into(options->rejudges)});
  all.push_back({.name = "verify",
                 .help = "Check the log's envelopes of every plan, not only those of the figures.",
                 .target = cli::into(options->month.log.verifies_all)});
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
          .run = [&files, &out, options] { return run(files, out, *options); }};
}

}  // namespace tocsin::audit
