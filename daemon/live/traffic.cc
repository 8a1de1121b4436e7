#include "daemon/live/traffic.h"

namespace tocsin::collector {

void Traffic::count(const std::string& country,
                    const RootCell& cell,
                    WallTime measured,
                    const record::Measurement& measurement,
                    const record::Answer* answer) {
  auto& cells = countries_[country];
  cells.resize(root_cell_count);
  Cell& counted = cells[index_of(cell)];
  counted.seen.offer(measured, true);
  const QueryResult result = result_of(measurement, answer);
  ++counted.traffic.results[result.index()];
  if (result == ok_result && measurement.rtt) counted.traffic.durations.observe(*measurement.rtt);
  for (std::size_t i = 0; i < record::sign_count; ++i) {
    if (measurement.signs.has(static_cast<record::Sign>(i))) ++counted.traffic.signs[i];
  }
  for (const auto& stray : measurement.strays) {
    ++counted.traffic.strays[static_cast<std::size_t>(stray.why)];
  }
}

std::vector<CellTraffic> Traffic::fresh(WallTime now, const Rules& rules, std::size_t fleet) const {
  std::vector<CellTraffic> rows;
  for (const auto& [country, cells] : countries_) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const RootCell cell = root_cell(i);
      if (!cells[i].seen.since(now - freshness(rules, cell.transport, fleet))) continue;
      CellTraffic& row = rows.emplace_back(cells[i].traffic);
      row.country = country;
      row.cell = cell;
    }
  }
  return rows;
}

}  // namespace tocsin::collector
