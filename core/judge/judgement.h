// What is said of one reply, and why: each rule that failed under its tag. The tags are those of
// RSSAC047v2's requirements; docs/conformance/correctness.md has them all in our words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::judge {

enum class Verdict : std::uint8_t {
  correct,
  incorrect,
  not_judged,  // there was nothing to judge it by, or it is not one of the replies that count
};

constexpr std::string_view name_of(Verdict verdict) {
  constexpr std::string_view names[] = {"correct", "incorrect", "not-judged"};
  return names[static_cast<std::size_t>(verdict)];
}

struct Reason {
  std::string_view tag;  // "vnk"
  std::string text;      // a sentence without its full stop
};

struct Judgement {
  Verdict verdict{};
  std::vector<Reason> reasons = {};          // none of a correct reply
  std::optional<std::uint32_t> serial = {};  // of the zone that it matches, or misses least
  // A reply to the same question could be incorrect: the zones to hold it against are all known.
  bool can_fail = false;
};

// What a figure takes: nothing of a reply that was not judged, nor of a correct one where none
// could have been incorrect, because a share of those would be one whatever was served.
constexpr std::optional<bool> for_figures(const Judgement& judgement) {
  if (judgement.verdict == Verdict::not_judged || !judgement.can_fail) return std::nullopt;
  return judgement.verdict == Verdict::correct;
}

}  // namespace tocsin::judge
