#include "audit/batch_command.h"

#include <memory>

#include "audit/batch_audit.h"
#include "audit/batch_json.h"
#include "audit/batch_text.h"
#include "audit/key_option.h"
#include "audit/output_option.h"
#include "core/record/limits.h"

namespace tocsin::audit {
namespace {

struct BatchOptions {
  std::string envelope;
  std::string payload;
  std::optional<crypto::PublicKey> probe_key;
  Output output = Output::text;
};

Result<cli::ExitCode> check_batch(durable::FileSystem& files,
                                  std::ostream& out,
                                  const BatchOptions& options) {
  const auto envelope = read_whole(files, options.envelope, record::signed_envelope_bytes_max);
  if (!envelope) return durable::fail(envelope.error());
  const auto payload = read_whole(files, options.payload, record::payload_bytes_max);
  if (!payload) return durable::fail(payload.error());
  const auto audit = audit_batch(*envelope, *payload, *options.probe_key);
  options.output == Output::json ? print_json(out, audit) : print_text(out, audit);
  return audit.failed ? cli::ExitCode::finding : cli::ExitCode::ok;
}

}  // namespace

cli::Command batch_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<BatchOptions>();
  return {.name = "batch",
          .summary = "Check one batch: its form, its signature, its payload and its counts.",
          .options = {{.name = "probe-key",
                       .value = "KEY",
                       .help = "The key that must have signed it, in Base64 or hexadecimal.",
                       .target = into_key(options->probe_key),
                       .presence = cli::Presence::required},
                      output_option(options->output)},
          .operands = {{.name = "ENVELOPE",
                        .help = "The signed envelope, as it was sent.",
                        .target = cli::into(options->envelope)},
                       {.name = "PAYLOAD",
                        .help = "The payload, as it was sent.",
                        .target = cli::into(options->payload)}},
          .run = [&files, &out, options] { return check_batch(files, out, *options); }};
}

}  // namespace tocsin::audit
