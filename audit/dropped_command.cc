#include "audit/dropped_command.h"

#include <memory>
#include <ostream>

#include "audit/dropped_audit.h"
#include "audit/file_text.h"
#include "audit/log_source.h"
#include "core/tlog/entry_bundle.h"

namespace tocsin::audit {
namespace {

constexpr std::size_t acknowledgement_bytes_max = 4096;  // docs/formats/acknowledgement.md
constexpr std::string_view suffix = ".acknowledgement";

struct DroppedOptions {
  std::string dropped;
  LogSource source;
};

// The files of the case, which all have its name.
Result<DroppedBatch> load(durable::FileSystem& files, std::string name) {
  if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  auto entry = durable::read_whole(files, name + ".entry", tlog::bundle_entry_bytes_max);
  if (!entry) return durable::fail(entry.error());
  const auto word = name + std::string(suffix);
  auto acknowledgement = durable::read_whole(files, word, acknowledgement_bytes_max);
  if (!acknowledgement) return durable::fail(acknowledgement.error());
  DroppedBatch batch{std::move(*entry), std::move(*acknowledgement), std::nullopt};
  const auto checkpoint = name + ".checkpoint";
  if (!files.exists(checkpoint)) return batch;
  auto text = text_of(files, checkpoint, tlog::note_bytes_max);
  if (!text) return tl::unexpected(text.error());
  batch.checkpoint = std::move(*text);
  return batch;
}

Result<cli::ExitCode> judge(durable::FileSystem& files,
                            std::ostream& out,
                            const DroppedOptions& options) {
  const auto policy = policy_of(files, options.source);
  if (!policy) return tl::unexpected(policy.error());
  const auto batch = load(files, options.dropped);
  if (!batch) return tl::unexpected(batch.error());
  const auto log = files_of(files, options.source);
  if (!log) return tl::unexpected(log.error());
  const auto ladder = verify_dropped(*batch, *log, *policy);
  print_text(out, ladder);
  const auto proven = all_hold(ladder);
  out << (proven ? "\nThe collector has acknowledged this batch and dropped it.\n"
                 : "\nThat the collector dropped this batch is NOT proven.\n");
  return proven ? cli::ExitCode::ok : cli::ExitCode::finding;
}

}  // namespace

cli::Command dropped_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<DroppedOptions>();
  return {.name = "dropped",
          .summary =
              "Check a probe's evidence that a log lacks a batch which its collector acknowledged. "
              "Ends with 0 where that is proven.",
          .options = {key_option(options->source), policy_option(options->source)},
          .operands = {{.name = "CASE",
                        .help = "In a probe's evidence folder: DIGEST.acknowledgement, beside the "
                                "other files of that name.",
                        .target = cli::into(options->dropped)},
                       log_operand(options->source)},
          .run = [&files, &out, options] { return judge(files, out, *options); }};
}

}  // namespace tocsin::audit
