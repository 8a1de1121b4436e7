// One numbered result of `tocsin-probe doctor`: what was looked at, how it is, and what to do.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::probe {

enum class Verdict {
  fine,
  warning,  // the probe works, and could do better
  failure,  // something that it is for does not work
  skipped,  // could not be looked at, or is not there to look at
};

constexpr std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 4> names{"ok", "warning", "failure", "skipped"};
  return names[static_cast<std::size_t>(verdict)];
}

struct Finding {
  std::string check;  // "IPv6"
  Verdict verdict = Verdict::fine;
  std::string found;   // a clause with the figures
  std::string remedy;  // what to do, imperative; empty where there is nothing to do

  bool operator==(const Finding&) const = default;
};

// The worst of all.
Verdict worst_of(const std::vector<Finding>& findings);

}  // namespace tocsin::probe
