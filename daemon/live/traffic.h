// Queries and their times, added up by country: what is too much to show for each probe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "daemon/live/latest.h"
#include "daemon/live/rules.h"
#include "daemon/live/snapshot.h"

namespace tocsin::collector {

inline constexpr std::string_view unattested_country = "unattested";

class Traffic {
 public:
  void count(const std::string& country,
             const RootCell& cell,
             WallTime measured,
             const record::Measurement& measurement,
             const record::Answer* answer);

  // Counters go on where they were when a cell that had gone away comes back.
  std::vector<CellTraffic> fresh(WallTime now, const Rules& rules, std::size_t fleet) const;

 private:
  struct Cell {
    CellTraffic traffic;
    Latest<bool> seen;
  };

  std::map<std::string, std::vector<Cell>> countries_;  // cells by index_of(RootCell)
};

}  // namespace tocsin::collector
