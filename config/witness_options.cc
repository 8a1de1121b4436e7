#include "config/witness_options.h"

#include "config/load.h"
#include "config/witness_duty.h"

namespace tocsin::config {

Result<WitnessOptions> witness_options_from(std::string_view yaml, std::string_view file) {
  const auto node = node_from(yaml);
  if (!node) return fail(to_text(Problems{node.error()}, file));
  Problems problems;
  WitnessOptions options;
  Mapping root(*node, "the configuration", problems);
  root.need("state_dir", options.state_dir, absolute_path());
  root.need("key_file", options.key_file, absolute_path());
  root.read("passphrase_file", options.passphrase_file, absolute_path());
  read_witness_duty(root, options.duty);
  root.finish();
  if (!problems.empty()) return fail(to_text(std::move(problems), file));
  return options;
}

}  // namespace tocsin::config
