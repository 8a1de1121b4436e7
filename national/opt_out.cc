#include "national/opt_out.h"

#include <algorithm>
#include <memory>
#include <ostream>

#include "core/record/limits.h"
#include "core/record/opt_out.h"
#include "national/option_values.h"

namespace tocsin::national {
namespace {

struct OptOutOptions {
  std::string key;
  std::string passphrase_file;
  std::vector<std::string> addresses;
  std::string out;
  record::OptOut said;  // all but key and addresses
};

void tell(std::ostream& out, const record::OptOut& said) {
  const auto rate = said.queries_per_second;
  out << "signed by " << said.name_of_operator << ": "
      << (rate == 0 ? "no queries" : "at most " + std::to_string(rate) + " queries a second")
      << " of all probes together at\n";
  for (const auto& address : said.addresses) out << "  " << to_text(address) << "\n";
  out << "from " << to_rfc3339(said.from) << " until " << to_rfc3339(said.until) << "\n";
}

Result<std::vector<plan::Address>> addresses_from(const std::vector<std::string>& texts) {
  std::vector<plan::Address> addresses;
  for (const auto& text : texts) {
    const auto address = plan::address_from(text);
    if (!address) return fail("--address: " + text + " is no address");
    addresses.push_back(*address);
  }
  std::ranges::sort(addresses);
  const auto repeated = std::ranges::unique(addresses);
  addresses.erase(repeated.begin(), repeated.end());
  if (addresses.empty() || addresses.size() > record::opt_out_addresses_max) {
    return fail("--address: from 1 to " + std::to_string(record::opt_out_addresses_max));
  }
  return addresses;
}

Result<cli::ExitCode> opt_out(Desk& desk, const OptOutOptions& options) {
  auto said = options.said;
  if (said.until <= said.from) return fail("--until must be later than --from");
  auto addresses = addresses_from(options.addresses);
  if (!addresses) return tl::unexpected(addresses.error());
  said.addresses = std::move(*addresses);
  const auto key = open_key(desk, options.key, options.passphrase_file);
  if (!key) return fail(key.error().text);
  said.key = key->public_key();
  if (auto written = write_statement(desk, options.out, record::sign(said, *key)); !written) {
    return tl::unexpected(written.error());
  }
  tell(desk.out, said);
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command opt_out_command(Desk& desk) {
  const auto options = std::make_shared<OptOutOptions>();
  auto& said = options->said;
  return {
      .name = "opt-out",
      .summary = "Sign how many queries of all probes an operator's name servers take, or none.",
      .options = {required("key", "FILE", "The operator's key.", cli::into(options->key)),
                  {.name = "passphrase-file",
                   .value = "FILE",
                   .help = "The first line of this file opens the key.",
                   .target = cli::into(options->passphrase_file)},
                  required("operator",
                           "NAME",
                           "The operator's name, for people.",
                           into_name(said.name_of_operator)),
                  required("address",
                           "ADDR",
                           "A name server's; may be given again.",
                           cli::into(options->addresses)),
                  required("queries-per-second",
                           "N",
                           "Of all probes together, at each address; 0 for none.",
                           cli::into(said.queries_per_second)),
                  required("from", "TIME", "2026-01-01T00:00:00Z", into_time(said.from)),
                  required("until", "TIME", "Not included.", into_time(said.until)),
                  required("out", "FILE", "Where the statement goes.", cli::into(options->out))},
      .operands = {},
      .run = [&desk, options] { return opt_out(desk, *options); }};
}

}  // namespace tocsin::national
