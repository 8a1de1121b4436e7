#include "audit/zones_text.h"

#include <algorithm>
#include <ostream>

namespace tocsin::audit {

using zone::Fate;

void print_text(std::ostream& out, const ZoneChange& change) {
  const auto count = [&](Fate fate) {
    return std::ranges::count(change.changes, fate, &zone::DelegationChange::fate);
  };
  out << change.before.serial << " to " << change.after.serial << ": " << count(Fate::added)
      << " TLDs added, " << count(Fate::removed) << " removed, " << count(Fate::changed)
      << " changed"
      << (change.verification == Verification::verified ? "; both zones verified"
                                                        : "; zones not verified")
      << "\n";
  for (const auto& each : change.changes) {
    out << "  " << each.zone << " " << name_of(each.fate) << "\n";
    for (const auto& line : zone::lines_of(each)) out << "    " << line << "\n";
  }
}

}  // namespace tocsin::audit
