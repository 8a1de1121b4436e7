#include "audit/export_command.h"

#include <memory>
#include <ostream>

#include "audit/annotation_options.h"
#include "audit/log_input.h"
#include "audit/measurement_json.h"
#include "audit/month_option.h"
#include "core/system/log.h"

namespace tocsin::audit {
namespace {

struct ExportOptions {
  LogOptions log;
  AnnotationOptions annotations;
  std::string plan = "rssac047";
  std::optional<assess::Month> month;  // nothing: all that the log has
  bool as_jsonl = false;
};

// Lines to a stream, and of which months their measurements are: where nothing was measured the
// part of a month that is left out is not expected either.
class Lines {
 public:
  // Of this month alone, where there is one.
  Lines(std::ostream& out, const std::optional<assess::Month>& month) : out_(out), month_(month) {}

  Status<> add(const assess::Measurement& measurement) {
    if (month_ && !month_->place_of(measurement.t)) return {};
    first_ = std::min(first_.value_or(measurement.t), measurement.t);
    last_ = std::max(last_.value_or(measurement.t), measurement.t);
    return print(line_of(measurement));
  }

  // What the log says of them, by whose word counts.
  Status<> add(const LogReading& log, const Believed& believed) {
    if (empty()) return {};
    const auto from = month_of(*first_);
    const auto until = month_of(*last_);
    if (!from || !until) return fail("a measurement is of no month that has figures");
    const Span months{from->begin(), until->end()};
    for (const auto& said : log.annotations) {
      for (const auto& line : lines_of(annotated_from(said, believed, log.roster, months))) {
        if (auto printed = print(line_of(line)); !printed) return printed;
      }
    }
    return {};
  }

  bool empty() const { return !first_; }  // no measurement

 private:
  static std::optional<assess::Month> month_of(WallTime time) {
    return assess::Month::from_text(to_rfc3339(time).substr(0, 7));
  }

  Status<> print(const std::string& line) {
    if (out_ << line) return {};
    return fail("the output cannot be written");
  }

  std::ostream& out_;
  const std::optional<assess::Month>& month_;
  std::optional<WallTime> first_;
  std::optional<WallTime> last_;
};

Result<cli::ExitCode> export_log(durable::FileSystem& files,
                                 std::ostream& out,
                                 const ExportOptions& options) {
  if (!options.as_jsonl) return fail("say in which form: --jsonl");
  if (!options.log.dir) return fail("say what to export: --log DIR");
  Lines lines(out, options.month);
  const auto add = [&lines](const auto& measurement) { return lines.add(measurement); };
  const LogScope scope{
      .plan = options.plan, .isolated = Isolated::kept, .as_of = {}, .month = options.month};
  const auto log = read_log(files, options.log, scope, add);
  if (!log) return tl::unexpected(log.error());
  for (const auto& [name, why] : log->refused) {
    system::log(system::Level::warning,
                "a root zone in the log is not judged by",
                {{"zone", name}, {"why", why}});
  }
  const auto believed = believed_by(options.annotations, log->origin.countries);
  if (auto added = lines.add(*log, believed); !added) return tl::unexpected(added.error());
  return lines.empty() ? cli::ExitCode::undecided : cli::ExitCode::ok;
}

}  // namespace

cli::Command export_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<ExportOptions>();
  auto all = log_options(options->log);
  for (auto& each : believed_options(options->annotations)) all.push_back(std::move(each));
  all.push_back({.name = "plan",
                 .value = "NAME",
                 .help = "Of batches of this plan.",
                 .target = cli::into(options->plan)});
  all.push_back(month_option(options->month));
  all.push_back({.name = "jsonl",
                 .help = "As one JSON object a line.",
                 .target = cli::into(options->as_jsonl)});
  return {.name = "export",
          .summary = "Write the measurements in a collector's log for others to compute with.",
          .options = std::move(all),
          .run = [&files, &out, options] { return export_log(files, out, *options); }};
}

}  // namespace tocsin::audit
