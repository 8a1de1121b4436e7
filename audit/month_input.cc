#include "audit/month_input.h"

#include "audit/stored_columns.h"

namespace tocsin::audit {
namespace {

using Kind = MonthSource::Kind;

Result<MonthInput> from_columns(durable::FileSystem& files, const MonthOptions& options) {
  if (!options.measurements.empty()) return fail("--columns and --measurements: say one of them");
  if (!options.log.zones.empty()) return fail("columns have no replies for --zone to judge");
  auto file = read_columns(files, *options.columns, options.log, *options.month);
  if (!file) return tl::unexpected(file.error());
  auto log = reading_of(file->origin);
  if (!log) return fail(*options.columns + ": " + log.error().text);
  return MonthInput{
      std::move(file->columns), {{Kind::columns, log->origin.checkpoint}}, *std::move(log)};
}

Status<> read_files(durable::FileSystem& files, const MonthOptions& options, MonthInput& input) {
  const auto add = [&](const auto& measurement) { return input.columns.add(measurement); };
  const auto annotate = [&](const assess::Annotation& annotation) -> Status<> {
    if (input.annotations.size() == LogMeasurements::annotations_max) {
      return fail("there are too many annotations");
    }
    input.annotations.push_back(annotated_from(annotation));
    return {};
  };
  for (const auto& path : options.measurements) {
    if (auto read = read_measurements(files, path, add, annotate); !read) return read;
  }
  if (!options.measurements.empty()) input.sources.push_back({Kind::measurements, {}});
  return {};
}

Status<> read_log_too(durable::FileSystem& files, const MonthOptions& options, MonthInput& input) {
  auto log = read_month_log(files, options.log, {}, input.columns);
  if (!log) return tl::unexpected(log.error());
  input.sources.push_back({Kind::log, log->origin.checkpoint});
  input.log = *std::move(log);
  if (!options.columns) return {};
  if (!options.measurements.empty()) return fail("--columns keeps a log, and no --measurements");
  return write_columns(files, *options.columns, input.log->origin, input.columns);
}

}  // namespace

Result<LogReading> read_month_log(durable::FileSystem& files,
                                  const LogOptions& options,
                                  const std::optional<tlog::TreeHead>& as_of,
                                  assess::MonthColumns& columns) {
  const auto add = [&columns](const auto& measurement) { return columns.add(measurement); };
  const LogScope scope{
      .plan = "rssac047", .isolated = Isolated::left_out, .as_of = as_of, .month = columns.month()};
  return read_log(files, options, scope, add);
}

Result<MonthInput> read_month(durable::FileSystem& files, const MonthOptions& options) {
  const bool has_log = options.log.dir.has_value();
  if (options.columns && !has_log) return from_columns(files, options);
  if (options.measurements.empty() && !has_log) {
    return fail("say what to compute from: --measurements FILE, --log DIR or --columns FILE");
  }
  MonthInput input{.columns = assess::MonthColumns(*options.month), .sources = {}, .log = {}};
  if (auto read = read_files(files, options, input); !read) return tl::unexpected(read.error());
  if (!has_log) return input;
  if (auto read = read_log_too(files, options, input); !read) return tl::unexpected(read.error());
  return input;
}

}  // namespace tocsin::audit
