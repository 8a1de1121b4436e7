#include "core/assess/publication.h"

#include <algorithm>
#include <bitset>
#include <limits>
#include <unordered_map>
#include <utility>

#include "core/assess/median.h"

namespace tocsin::assess {
namespace {

constexpr Ratio intervals_in_minutes{5, 1};

// RFC 1982: later by less than half of all numbers.
bool is_later(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::int32_t>(a - b) > 0;
}

constexpr auto never = std::numeric_limits<std::uint32_t>::max();

// Of one serial, by one vantage point or by all of them.
struct Sighting {
  std::uint32_t first = never;   // interval
  std::uint32_t second = never;  // in which a second vantage point first saw it
  std::bitset<rsi_max> rsis;

  void add(const Sighting& by_another) {
    second = std::min(second, std::max(first, by_another.first));
    first = std::min(first, by_another.first);
    rsis |= by_another.rsis;
  }
};
using Sightings = std::unordered_map<std::uint32_t, Sighting>;  // by serial

void add_sightings(Sightings& sightings,
                   const SoaSeries& series,
                   const LeftOut& left_out,
                   char rsi) {
  std::optional<std::uint32_t> last;
  for (std::uint32_t i = 0; i < series.state.size() && sightings.size() <= serials_max; ++i) {
    if (series.has_serial[i] == 0 || left_out.has(rsi, i) || series.serial[i] == last) continue;
    last = series.serial[i];
    auto& sighting = sightings[*last];
    sighting.first = std::min(sighting.first, i);
    sighting.rsis.set(static_cast<std::size_t>(rsi - 'a'));
  }
}

Sightings sightings_by(const MonthColumns& columns, std::size_t vp) {
  Sightings sightings;
  for (const char rsi : columns.rsis()) {
    for (std::size_t path = 0; path < path_count; ++path) {
      const auto* series = columns.soa(vp, rsi, path);
      if (series != nullptr) add_sightings(sightings, *series, columns.left_out(vp), rsi);
    }
  }
  return sightings;
}

// Each serial that is believed, with the interval from which on it is.
std::vector<Publication> believed_of(const MonthColumns& columns) {
  Sightings all;
  std::size_t vantage_points = 0;
  for (std::size_t vp = 0; vp < columns.vantage_point_count(); ++vp) {
    const auto sightings = sightings_by(columns, vp);
    if (sightings.empty() || sightings.size() > serials_max) continue;
    ++vantage_points;
    for (const auto& [serial, sighting] : sightings) all[serial].add(sighting);
  }
  const std::size_t rsis_needed = columns.rsis().size() > 1 ? 2 : 1;
  std::vector<Publication> believed;
  for (const auto& [serial, sighting] : all) {
    const auto interval = vantage_points > 1 ? sighting.second : sighting.first;
    if (interval == never || sighting.rsis.count() < rsis_needed) continue;
    believed.push_back({serial, interval});
  }
  return believed;
}

// In the order of publication, those of one interval by serial. RFC 1982 has no order for three
// serials that lie far apart; by how far each lies from one of them there is one.
void put_in_order(std::vector<Publication>& publications) {
  if (publications.empty()) return;
  const auto first = std::ranges::min(publications, {}, [](const Publication& each) {
    return std::pair(each.interval, each.serial);
  });
  std::ranges::sort(publications, {}, [&](const Publication& each) {
    return std::pair(each.interval, static_cast<std::int32_t>(each.serial - first.serial));
  });
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

std::vector<Publication> publications_of(const MonthColumns& columns) {
  auto all = believed_of(columns);
  put_in_order(all);
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
