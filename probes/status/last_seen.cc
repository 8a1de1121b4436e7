#include "probes/status/last_seen.h"

namespace tocsin::probe {

void LastSeen::saw(const plan::Endpoint& endpoint, const record::Measurement& measurement) {
  const auto letter = plan::root_letter(endpoint);
  if (!letter || endpoint.zone != ".") return;
  const Seen seen{
      .outcome = measurement.outcome, .rtt = measurement.rtt, .sent_at = measurement.sent_at};
  const auto [at, is_new] =
      newest_.try_emplace({*letter, endpoint.address.family, measurement.transport}, seen);
  if (!is_new && at->second.sent_at < seen.sent_at) at->second = seen;
}

std::vector<LetterStatus> LastSeen::all(const BothClocks& now) const {
  std::vector<LetterStatus> all;
  for (const auto& [what, seen] : newest_) {
    const auto& [letter, family, transport] = what;
    all.push_back({.letter = letter,
                   .family = family,
                   .transport = transport,
                   .outcome = seen.outcome,
                   .rtt = seen.rtt,
                   .sent_at = now.wall - (now.after - seen.sent_at)});
  }
  return all;
}

}  // namespace tocsin::probe
