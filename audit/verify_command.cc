#include "audit/verify_command.h"

#include <memory>

#include "audit/bundle_input.h"
#include "audit/output_option.h"
#include "audit/verify_json.h"
#include "audit/verify_text.h"

namespace tocsin::audit {
namespace {

struct VerifyOptions {
  std::string bundle;
  std::string policy;
  Output output = Output::text;
};

Result<cli::ExitCode> run_verify(durable::FileSystem& files,
                                 std::ostream& out,
                                 const VerifyOptions& options) {
  const auto audit = audit_bundle(files, options.bundle, options.policy);
  if (!audit) return tl::unexpected(audit.error());
  options.output == Output::json ? print_json(out, *audit) : print_text(out, *audit);
  return all_hold(audit->ladder) ? cli::ExitCode::ok : cli::ExitCode::finding;
}

}  // namespace

cli::Command verify_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<VerifyOptions>();
  return {
      .name = "verify",
      .summary = "Check an evidence bundle, by whom you believe, and say what follows from it.",
      .options = {{.name = "policy",
                   .value = "FILE",
                   .help =
                       "Whom you believe: logs, witnesses, quorum, countries' keys, authorities.",
                   .target = cli::into(options->policy),
                   .presence = cli::Presence::required},
                  output_option(options->output)},
      .operands = {{.name = "BUNDLE",
                    .help = "A zip file as tocsind bundle writes it",
                    .target = cli::into(options->bundle)}},
      .run = [&files, &out, options] { return run_verify(files, out, *options); }};
}

}  // namespace tocsin::audit
