#include "audit/log_command.h"

#include <memory>
#include <ostream>

#include "audit/file_text.h"
#include "audit/log_audit.h"
#include "audit/log_source.h"

namespace tocsin::audit {
namespace {

enum class Question { verify, consistency, proof };

struct LogOptions {
  Question question = Question::verify;
  LogSource source;
  std::string from;
  std::optional<std::uint64_t> index;
};

cli::ExitCode tell(std::ostream& out, const Ladder& ladder) {
  print_text(out, ladder);
  return all_hold(ladder) ? cli::ExitCode::ok : cli::ExitCode::finding;
}

Result<cli::ExitCode> run_log(durable::FileSystem& files,
                              std::ostream& out,
                              const LogOptions& options) {
  const auto policy = policy_of(files, options.source);
  if (!policy) return tl::unexpected(policy.error());
  const auto log = files_of(files, options.source);
  if (!log) return tl::unexpected(log.error());
  if (options.question == Question::verify) return tell(out, verify_log(*log, *policy));
  if (options.question == Question::consistency) {
    const auto older = text_of(files, options.from, tlog::note_bytes_max);
    if (!older) return fail("--from: " + older.error().text);
    return tell(out, compare_with(*older, *log, *policy));
  }
  if (!options.index) return fail("--index: which entry?");
  const auto proof = prove_entry(*options.index, *log, *policy);
  if (!proof) return tl::unexpected(proof.error());
  out << *proof;
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command log_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<LogOptions>();
  const auto set_index = [options](std::uint64_t index) { options->index = index; };
  return {
      .name = "log",
      .summary = "Check a public log: that all of it is there and signed, and who has cosigned it.",
      .options = {key_option(options->source),
                  policy_option(options->source),
                  {.name = "from",
                   .value = "FILE",
                   .help = "For consistency: an older checkpoint, or one that a witness serves.",
                   .target = cli::into(options->from)},
                  {.name = "index",
                   .value = "N",
                   .help = "For proof: the entry's number, from 0.",
                   .target = cli::into_number(set_index, "", 0, INT64_MAX)}},
      .operands = {{.name = "QUESTION",
                    .help = "verify, consistency or proof",
                    .target = cli::one_of(options->question,
                                          {{"verify", Question::verify},
                                           {"consistency", Question::consistency},
                                           {"proof", Question::proof}})},
                   log_operand(options->source)},
      .run = [&files, &out, options] { return run_log(files, out, *options); }};
}

}  // namespace tocsin::audit
