#include "audit/witnessed.h"

#include <algorithm>

namespace tocsin::audit {
namespace {

using Voices = std::vector<tlog::VerifiedSignature>;

// Of voices in this order the time of the one with whom they are a quorum, else of the last.
std::optional<WallTime> time_of_quorum(const Voices& voices, const tlog::Policy& policy) {
  std::optional<WallTime> time;
  std::vector<std::size_t> places;
  for (const auto& voice : voices) {
    time = voice.at;
    places.push_back(voice.key);
    if (policy.quorum != "none" && tlog::is_quorum(policy, places)) break;
  }
  return time;
}

}  // namespace

Witnessed witnessed(const tlog::Note& checkpoint, const tlog::Policy& policy) {
  auto voices = tlog::voices_for(checkpoint, policy);
  if (!voices) return {.error = voices.error().text};
  Witnessed found;
  std::vector<std::size_t> places;
  for (const auto& voice : voices->witnesses) {
    places.push_back(voice.key);
    found.names.push_back(policy.witnesses[voice.key].name);
  }
  found.quorum = tlog::is_quorum(policy, places);
  auto& dated = voices->witnesses;
  std::erase_if(dated, [](const auto& voice) { return !voice.at; });
  if (dated.empty()) return found;
  std::ranges::sort(dated, {}, &tlog::VerifiedSignature::at);
  found.first = dated.front().at;
  found.by = time_of_quorum(dated, policy);
  std::ranges::reverse(dated);
  found.since = time_of_quorum(dated, policy);
  return found;
}

}  // namespace tocsin::audit
