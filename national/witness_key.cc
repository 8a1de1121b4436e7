#include "national/witness_key.h"

#include <memory>

#include "core/tlog/verifier_key.h"
#include "national/key_files.h"
#include "national/option_values.h"

namespace tocsin::national {
namespace {

struct WitnessKeyOptions {
  KeyFiles files;
  std::string name;
};

// A cosignature does not say whose name it was made under, so each witness has a key of its own.
Result<cli::ExitCode> make_key(Desk& desk, const WitnessKeyOptions& options) {
  if (!tlog::is_key_name(options.name)) return fail("--name: without spaces and \"+\"");
  const auto as_text = [&](const crypto::PublicKey& key) {
    return tlog::to_text(tlog::verifier_key(options.name, tlog::Algorithm::cosignature_v1, key));
  };
  if (auto made = make_key_files(desk, options.files, as_text); !made) {
    return tl::unexpected(made.error());
  }
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command witness_key_command(Desk& desk) {
  const auto options = std::make_shared<WitnessKeyOptions>();
  options->files.stem = "witness-key";
  auto all = options_of(options->files);
  all.push_back(required("name",
                         "NAME",
                         "The witness's name, such as cert.example/witness; it is in the key.",
                         cli::into(options->name)));
  return {.name = "witness-key",
          .summary = "Make a witness's key and print its verifier key.",
          .options = std::move(all),
          .operands = {},
          .run = [&desk, options] { return make_key(desk, *options); }};
}

}  // namespace tocsin::national
