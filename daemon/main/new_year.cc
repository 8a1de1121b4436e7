#include "daemon/main/new_year.h"

#include <algorithm>

namespace tocsin::collector {

void NewYear::heard(const record::ProbeId& probe,
                    WallTime closed_at,
                    record::Admission admission,
                    MonotonicTime now) {
  auto& heard = heard_[probe];
  heard.at = now;
  if (admission == record::Admission::time_not_trusted) return;
  heard.newest = std::max(heard.newest, closed_at);
}

bool NewYear::has_come(WallTime time, MonotonicTime now) const {
  std::size_t of = 0;
  std::size_t agreed = 0;
  for (const auto& [probe, heard] : heard_) {
    if (now - heard.at > lately) continue;
    ++of;
    if (heard.newest >= time) ++agreed;
  }
  return 2 * agreed > of;
}

}  // namespace tocsin::collector
