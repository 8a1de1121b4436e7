#include "audit/log_command.h"

#include <algorithm>
#include <memory>
#include <ostream>

#include "audit/file_text.h"
#include "audit/log_audit.h"
#include "audit/log_object.h"
#include "audit/log_source.h"
#include "core/base/hex.h"

namespace tocsin::audit {
namespace {

enum class Question { verify, consistency, proof, object, origins };

struct LogOptions {
  Question question = Question::verify;
  LogSource source;
  std::string from;
  std::optional<std::uint64_t> index;
  std::optional<Digest> digest;
  std::string out;
};

cli::Target into_digest(std::optional<Digest>& digest) {
  const auto set = [&digest](std::string_view text) -> Status<> {
    const auto bytes = from_hex(text);
    digest.emplace();
    if (!bytes || bytes->size() != digest->size()) return fail("64 hexadecimal digits");
    std::ranges::copy(*bytes, digest->begin());
    return {};
  };
  return {.set = set};
}

cli::ExitCode tell(std::ostream& out, const Ladder& ladder) {
  print_text(out, ladder);
  return all_hold(ladder) ? cli::ExitCode::ok : cli::ExitCode::finding;
}

Result<cli::ExitCode> write_object(durable::FileSystem& files,
                                   std::ostream& out,
                                   const LogOptions& options) {
  if (!options.digest) return fail("--digest: which object?");
  if (options.out.empty()) return fail("--out: where does it go?");
  const auto object = object_of(files, options.source, *options.digest);
  if (!object) return tl::unexpected(object.error());
  const auto done =
      durable::write_atomically(files, options.out, *object, durable::Privacy::shared);
  if (!done) return durable::fail(done.error());
  out << options.out << ": " << object->size() << " bytes with this digest\n";
  return cli::ExitCode::ok;
}

// Lines that a policy may have.
void tell(std::ostream& out, const std::vector<record::NextOrigin>& origins) {
  for (const auto& next : origins) {
    const auto key = tlog::verifier_key(next.origin, tlog::Algorithm::ed25519, next.key);
    out << "# from " << to_rfc3339(next.from).substr(0, 19) << "Z\nlog " << to_text(key) << "\n";
  }
}

Result<cli::ExitCode> run_log(durable::FileSystem& files,
                              std::ostream& out,
                              const LogOptions& options) {
  if (options.question == Question::object) return write_object(files, out, options);
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
  if (options.question == Question::origins) {
    const auto origins = announced_origins(*log, *policy);
    if (!origins) return tl::unexpected(origins.error());
    tell(out, *origins);
    return cli::ExitCode::ok;
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
                   .target = cli::into_number(set_index, "", 0, INT64_MAX)},
                  {.name = "digest",
                   .value = "SHA-256",
                   .help = "For object: what an entry of the log names it by, in hexadecimal.",
                   .target = into_digest(options->digest)},
                  {.name = "out",
                   .value = "FILE",
                   .help = "For object: where it goes, once its digest is right.",
                   .target = cli::into(options->out)}},
      .operands = {{.name = "QUESTION",
                    .help = "verify, consistency, proof, object or origins",
                    .target = cli::one_of(options->question,
                                          {{"verify", Question::verify},
                                           {"consistency", Question::consistency},
                                           {"proof", Question::proof},
                                           {"object", Question::object},
                                           {"origins", Question::origins}})},
                   log_operand(options->source)},
      .run = [&files, &out, options] { return run_log(files, out, *options); }};
}

}  // namespace tocsin::audit
