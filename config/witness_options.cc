#include "config/witness_options.h"

#include <set>

#include "config/listener_reader.h"
#include "config/load.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t verifier_key_bytes_max = 300;

void read_logs(Mapping& root, std::vector<WitnessedLog>& logs) {
  std::set<std::string> known;
  root.each("logs", "a log", [&](Mapping& mapping) {
    auto& log = logs.emplace_back();
    mapping.read("origin", log.origin, text(255));
    mapping.read_list("keys", log.keys, text(verifier_key_bytes_max));
    mapping.read("address", log.address, address());
    mapping.read("port", log.port, number(1, 65535));
    if (log.keys.empty())
      return mapping.complain("keys", "A log needs the key that it signs with.");
    if (log.origin.empty()) log.origin = log.keys.front().substr(0, log.keys.front().find('+'));
    if (!known.insert(log.origin).second) {
      mapping.complain("keys", "There is another log named " + log.origin + ".");
    }
  });
}

}  // namespace

Result<WitnessOptions> witness_options_from(std::string_view yaml, std::string_view file) {
  const auto node = node_from(yaml);
  if (!node) return fail(to_text(Problems{node.error()}, file));
  Problems problems;
  WitnessOptions options;
  Mapping root(*node, "the configuration", problems);
  root.need("state_dir", options.state_dir, absolute_path());
  root.need("name", options.name, text(255));
  root.need("key_file", options.key_file, absolute_path());
  root.read("passphrase_file", options.passphrase_file, absolute_path());
  if (root.has("listener")) {
    options.listener = Listener{.address = {.family = plan::Family::v6, .bytes = {}}, .port = 8446};
    read_listener(root, "listener", *options.listener);
  }
  read_logs(root, options.logs);
  root.read("poll_every", options.poll_every, duration(1s, 1h));
  root.finish();
  if (!problems.empty()) return fail(to_text(std::move(problems), file));
  return options;
}

}  // namespace tocsin::config
