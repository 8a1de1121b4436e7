#include "audit/batch_command.h"

#include <memory>

#include "audit/batch_audit.h"
#include "audit/batch_json.h"
#include "audit/batch_text.h"
#include "core/crypto/public_key_text.h"
#include "core/record/limits.h"

namespace tocsin::audit {
namespace {

enum class Output { text, json };

struct BatchOptions {
  std::string envelope;
  std::string payload;
  crypto::PublicKey probe_key{};
  Output output = Output::text;
};

cli::Target into_key(crypto::PublicKey& key) {
  return {.set = [&key](std::string_view text) -> Status<> {
    const auto read = crypto::public_key_from(text);
    if (!read) return fail("32 bytes in Base64 or hexadecimal");
    key = *read;
    return {};
  }};
}

Result<cli::ExitCode> check_batch(durable::FileSystem& files,
                                  std::ostream& out,
                                  const BatchOptions& options) {
  const auto envelope = read_whole(files, options.envelope, record::signed_envelope_bytes_max);
  if (!envelope) return durable::fail(envelope.error());
  const auto payload = read_whole(files, options.payload, record::payload_bytes_max);
  if (!payload) return durable::fail(payload.error());
  const auto audit = audit_batch(*envelope, *payload, options.probe_key);
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
                      {.name = "output",
                       .value = "FORM",
                       .help = "For people, or one JSON object for programs.",
                       .target = cli::one_of(options->output,
                                             {{"text", Output::text}, {"json", Output::json}})}},
          .operands = {{.name = "ENVELOPE",
                        .help = "The signed envelope, as it was sent.",
                        .target = cli::into(options->envelope)},
                       {.name = "PAYLOAD",
                        .help = "The payload, as it was sent.",
                        .target = cli::into(options->payload)}},
          .run = [&files, &out, options] { return check_batch(files, out, *options); }};
}

}  // namespace tocsin::audit
