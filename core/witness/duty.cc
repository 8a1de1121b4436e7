#include "core/witness/duty.h"

namespace tocsin::witness {

Result<std::vector<WatchedLog>> watched_logs(const Duty& duty) {
  std::vector<WatchedLog> logs;
  for (const auto& log : duty.logs) {
    auto& watched = logs.emplace_back(WatchedLog{log.origin, {}});
    for (const auto& text : log.keys) {
      auto key = tlog::parse_verifier_key(text);
      if (!key) return fail("logs: " + text + ": " + key.error().text);
      if (key->algorithm != tlog::Algorithm::ed25519) {
        return fail("logs: " + text + ": is not a log's key");
      }
      watched.keys.push_back(std::move(*key));
    }
  }
  return logs;
}

}  // namespace tocsin::witness
