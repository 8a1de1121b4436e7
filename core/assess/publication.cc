#include "core/assess/publication.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>

#include "core/assess/median.h"

namespace tocsin::assess {
namespace {

constexpr Ratio intervals_in_minutes{5, 1};

// RFC 1982: later by less than half of all numbers.
bool is_later(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::int32_t>(a - b) > 0;
}

struct Sighting {
  std::uint32_t interval = 0;
  std::bitset<rsi_max> rsis;
};
using Sightings = std::unordered_map<std::uint32_t, Sighting>;

Status<> add_sightings(Sightings& sightings,
                       const SoaSeries& series,
                       const LeftOut& left_out,
                       char rsi) {
  Sighting* last = nullptr;
  std::uint32_t last_serial = 0;
  for (std::uint32_t i = 0; i < series.state.size(); ++i) {
    if (series.has_serial[i] == 0 || left_out.has(rsi, i)) continue;
    if (last == nullptr || series.serial[i] != last_serial) {
      last_serial = series.serial[i];
      last = &sightings.try_emplace(last_serial, Sighting{i, {}}).first->second;
      if (sightings.size() > serials_max) {
        return fail("more than " + std::to_string(serials_max) + " different serials");
      }
    }
    last->interval = std::min(last->interval, i);
    last->rsis.set(static_cast<std::size_t>(rsi - 'a'));
  }
  return {};
}

Result<Sightings> sightings_of(const MonthColumns& columns) {
  Sightings sightings;
  for (std::size_t vp = 0; vp < columns.vantage_point_count(); ++vp) {
    for (const char rsi : columns.rsis()) {
      for (std::size_t path = 0; path < path_count; ++path) {
        const auto* series = columns.soa(vp, rsi, path);
        if (series == nullptr) continue;
        if (auto added = add_sightings(sightings, *series, columns.left_out(vp), rsi); !added) {
          return tl::unexpected(added.error());
        }
      }
    }
  }
  return sightings;
}

// In the order of publication, those of one interval by serial.
std::vector<Publication> in_order(const Sightings& sightings, std::size_t rsis_needed) {
  std::vector<Publication> all;
  for (const auto& [serial, sighting] : sightings) {
    if (sighting.rsis.count() >= rsis_needed) all.push_back({serial, sighting.interval});
  }
  std::ranges::sort(all, [](const Publication& a, const Publication& b) {
    return a.interval != b.interval ? a.interval < b.interval : is_later(b.serial, a.serial);
  });
  return all;
}

// What one vantage point sees of one RSI: the smallest serial of each interval.
struct Seen {
  std::vector<std::uint32_t> serial;
  std::vector<std::uint8_t> is_known;
  std::vector<std::uint8_t> is_left_out;
};

std::optional<Seen> seen_of(const MonthColumns& columns, std::size_t vp, char rsi) {
  const auto& left_out = columns.left_out(vp);
  std::optional<Seen> seen;
  for (std::size_t path = 0; path < path_count; ++path) {
    const auto* series = columns.soa(vp, rsi, path);
    if (series == nullptr) continue;
    const auto size = series->state.size();
    if (!seen) {
      seen.emplace();
      seen->serial.resize(size);
      seen->is_known.resize(size);
      seen->is_left_out.resize(size);
    }
    for (std::size_t i = 0; i < size; ++i) {
      seen->is_left_out[i] = left_out.has(rsi, i) ? 1 : 0;
      if (series->has_serial[i] == 0 || seen->is_left_out[i] != 0) continue;
      const bool smaller = seen->is_known[i] == 0 || is_later(seen->serial[i], series->serial[i]);
      if (smaller) seen->serial[i] = series->serial[i];
      seen->is_known[i] = 1;
    }
  }
  return seen;
}

// In intervals.
struct Latencies {
  std::vector<std::uint32_t> value;
  std::vector<std::uint32_t> low;
  std::vector<std::uint32_t> high;

  void add(const Seen& seen, Publication publication) {
    const auto from = publication.interval;
    std::optional<std::uint32_t> last_old;
    bool gap = false;  // something was left out since
    for (auto i = from; i < seen.serial.size(); ++i) {
      gap = gap || seen.is_left_out[i] != 0;
      if (seen.is_known[i] == 0) continue;
      if (!is_later(publication.serial, seen.serial[i])) {
        if (gap) return;
        value.push_back(i - from);
        low.push_back(last_old ? *last_old + 1 - from : 0);
        high.push_back(i - from);
        return;
      }
      last_old = i;
      gap = false;
    }
    if (gap && !last_old) return;
    if (last_old) value.push_back(*last_old + 1 - from);
    low.push_back(last_old ? *last_old + 1 - from : 0);
    high.push_back(unbounded);
  }
};

}  // namespace

Result<std::vector<Publication>> publications_of(const MonthColumns& columns) {
  auto sightings = sightings_of(columns);
  if (!sightings) return tl::unexpected(sightings.error());
  const std::size_t rsis_needed = columns.rsis().size() > 1 ? 2 : 1;
  const auto all = in_order(*sightings, rsis_needed);
  std::vector<Publication> published;
  std::optional<Publication> newest;
  for (const auto& each : all) {
    if (newest && !is_later(each.serial, newest->serial)) continue;
    const bool was_there_before = !newest || each.interval == all.front().interval;
    if (!was_there_before) published.push_back(each);
    newest = each;
  }
  return published;
}

Figure publication_latency(const MonthColumns& columns,
                           std::span<const Publication> publications,
                           std::span<const char> rsis,
                           Threshold threshold) {
  Figure figure{.unit = Unit::minutes, .threshold = threshold};
  Latencies latencies;
  for (std::size_t vp = 0; vp < columns.vantage_point_count(); ++vp) {
    for (const char rsi : rsis) {
      const auto seen = seen_of(columns, vp, rsi);
      if (!seen) continue;
      for (const auto& publication : publications) latencies.add(*seen, publication);
    }
  }
  figure.count = latencies.value.size();
  if (latencies.value.empty()) return figure;
  figure.value = scaled(median_of(latencies.value), intervals_in_minutes);
  figure.low = *scaled(median_of(latencies.low), intervals_in_minutes);
  figure.high = scaled(median_of(latencies.high), intervals_in_minutes);
  return figure;
}

}  // namespace tocsin::assess
