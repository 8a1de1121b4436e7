#include "audit/root_command.h"

#include <algorithm>
#include <memory>
#include <ostream>

#include "audit/log_history.h"
#include "audit/log_input.h"
#include "audit/root_json.h"

namespace tocsin::audit {
namespace {

struct RootOptions {
  LogOptions log;
  WallTime at;
  std::uint64_t from = 0;
  std::optional<std::uint64_t> size = {};
};

Result<zone::TrustAnchors> anchors_of(durable::FileSystem& files, const LogOptions& options) {
  return options.anchors ? read_anchors(files, *options.anchors) : zone::iana_anchors();
}

Result<cli::ExitCode> compute(durable::FileSystem& files,
                              std::ostream& out,
                              const RootOptions& options) {
  const auto log = open_log(files, options.log);
  if (!log) return tl::unexpected(log.error());
  auto anchors = anchors_of(files, options.log);
  if (!anchors) return tl::unexpected(anchors.error());
  const auto windows = windows_of(*log,
                                  {.countries = options.log.countries,
                                   .anchors = *std::move(anchors),
                                   .log_key = *options.log.key,
                                   .from = options.from,
                                   .size = options.size,
                                   .at = options.at});
  if (!windows) return tl::unexpected(windows.error());
  out << root_json(options.at, *windows);
  const auto has_figure = [](const auto& path) { return path.figure.has_value(); };
  const bool measured = std::ranges::any_of(windows->figures, [&](const auto& window) {
    return std::ranges::any_of(window.paths, has_figure) || window.all_responses().figure();
  });
  return measured ? cli::ExitCode::ok : cli::ExitCode::undecided;
}

}  // namespace

cli::Command root_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<RootOptions>();
  const auto set_size = [options](std::uint64_t size) { options->size = size; };
  auto all = signed_log_options(options->log);
  all.push_back({.name = "anchor",
                 .value = "FILE",
                 .help =
                     "The root's trust anchors, from which its zones must verify; else those of "
                     "IANA that are compiled in.",
                 .target = cli::into(options->log.anchors)});
  all.push_back({.name = "at",
                 .value = "TIME",
                 .help = "When, in UTC, such as the member at of GET /v1/root.",
                 .target = cli::into(options->at),
                 .presence = cli::Presence::required});
  all.push_back({.name = "from",
                 .value = "N",
                 .help = "The first entry whose measurements count, such as its member log.from.",
                 .target = cli::into(options->from)});
  all.push_back(
      {.name = "size",
       .value = "N",
       .help = "As of a log of so many entries, such as its member log.size; else of all "
               "that there are.",
       .target = cli::into_number(set_size, "", 0, std::numeric_limits<std::uint64_t>::max())});
  return {.name = "root",
          .summary = "Compute a collector's live figures of the root from its log.",
          .options = std::move(all),
          .run = [&files, &out, options] { return compute(files, out, *options); }};
}

}  // namespace tocsin::audit
