#include "config/witness_duty.h"

#include <set>

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t verifier_key_bytes_max = 300;

void read_logs(Mapping& parent, std::vector<witness::LogPlace>& logs) {
  std::set<std::string> known;
  parent.each("logs", "a log", [&](Mapping& mapping) {
    auto& log = logs.emplace_back();
    mapping.read("origin", log.origin, text(255));
    mapping.read_list("keys", log.keys, text(verifier_key_bytes_max));
    mapping.read("address", log.address, address());
    mapping.read("port", log.port, number(1, 65535));
    mapping.read("path", log.path, text(255));
    if (!log.path.starts_with('/')) mapping.complain("path", "path begins with a slash.");
    if (log.keys.empty())
      return mapping.complain("keys", "A log needs the key that it signs with.");
    if (log.origin.empty()) log.origin = log.keys.front().substr(0, log.keys.front().find('+'));
    if (!known.insert(log.origin).second) {
      mapping.complain("keys", "There is another log named " + log.origin + ".");
    }
  });
}

}  // namespace

void read_witness_duty(Mapping& mapping, witness::Duty& duty) {
  mapping.need("name", duty.name, text(255));
  if (mapping.has("listener")) {
    auto& listener = duty.listener.emplace();
    mapping.within("listener", [&](Mapping& within) {
      within.read("address", listener.address, address());
      within.read("port", listener.port, number(0, 65535));
    });
  }
  read_logs(mapping, duty.logs);
  mapping.read("poll_every", duty.poll_every, duration(1s, 1h));
}

}  // namespace tocsin::config
