#include "national/revoke.h"

#include <memory>
#include <ostream>

#include "core/base/hex.h"
#include "core/record/revocation.h"
#include "core/record/signed_envelope.h"
#include "national/option_values.h"

namespace tocsin::national {
namespace {

struct RevokeOptions {
  std::string key;
  std::string passphrase_file;
  std::string probe_key;  // the key itself, or a file with it
  std::string out;
  record::Revocation said;  // all but the probe's key
};

Result<cli::ExitCode> revoke(Desk& desk, const RevokeOptions& options) {
  auto said = options.said;
  const auto probe_key = read_public_key(desk, options.probe_key);
  if (!probe_key) return fail("--probe-key: " + probe_key.error().text);
  said.key = *probe_key;
  const auto key = open_key(desk, options.key, options.passphrase_file);
  if (!key) return fail(key.error().text);
  if (auto written = write_statement(desk, options.out, record::sign(said, *key)); !written) {
    return tl::unexpected(written.error());
  }
  desk.out << "signed by " << said.country << ": probe " << to_hex(record::probe_id_of(said.key))
           << " does not speak for us from " << to_rfc3339(said.from) << " on (" << said.reason
           << ")\n";
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command revoke_command(Desk& desk) {
  const auto options = std::make_shared<RevokeOptions>();
  auto& said = options->said;
  return {
      .name = "revoke",
      .summary = "Sign that a probe does not speak for this country any more.",
      .options =
          {required("key", "FILE", "The country's key, country-key.pem.", cli::into(options->key)),
           {.name = "passphrase-file",
            .value = "FILE",
            .help = "The first line of this file opens the key.",
            .target = cli::into(options->passphrase_file)},
           required("probe-key",
                    "KEY",
                    "The probe's public key in Base64 or hexadecimal, or a file with it.",
                    cli::into(options->probe_key)),
           required("country", "CC", "ISO 3166-1 alpha-2: NO.", into_country(said.country)),
           required("from", "TIME", "From when on it does not speak.", into_time(said.from)),
           required("reason", "TEXT", "Why, for people.", into_name(said.reason)),
           required("out", "FILE", "Where the statement goes.", cli::into(options->out))},
      .operands = {},
      .run = [&desk, options] { return revoke(desk, *options); }};
}

}  // namespace tocsin::national
