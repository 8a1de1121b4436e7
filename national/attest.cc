#include "national/attest.h"

#include <memory>
#include <ostream>

#include "core/base/hex.h"
#include "core/record/signed_envelope.h"
#include "national/attest_options.h"

namespace tocsin::national {
namespace {

// What has been signed, as the signer should read it once more.
void tell(std::ostream& out, const record::Attestation& said) {
  out << "signed by " << said.country << ": probe " << to_hex(said.probe) << " is ours\n"
      << "in AS" << said.asn << " (" << said.network << "), near " << said.place.latitude() << ","
      << said.place.longitude() << "\n"
      << "from " << to_rfc3339(said.from) << " until " << to_rfc3339(said.until) << "\n";
}

Result<cli::ExitCode> attest(Desk& desk, const AttestOptions& options) {
  auto said = options.said;
  if (said.until <= said.from) return fail("--until must be later than --from");
  const auto probe_key = read_public_key(desk, options.probe_key);
  if (!probe_key) return fail("--probe-key: " + probe_key.error().text);
  said.key = *probe_key;
  said.probe = record::probe_id_of(*probe_key);

  const auto key = open_key(desk, options.key, options.passphrase_file);
  if (!key) return fail(key.error().text);
  if (auto written = write_statement(desk, options.out, record::sign(said, *key)); !written) {
    return tl::unexpected(written.error());
  }
  tell(desk.out, said);
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command attest_command(Desk& desk) {
  const auto options = std::make_shared<AttestOptions>();
  return {.name = "attest",
          .summary = "Sign that a probe is this country's, in one network and place, for a time.",
          .options = options_of(*options),
          .operands = {},
          .run = [&desk, options] { return attest(desk, *options); }};
}

}  // namespace tocsin::national
