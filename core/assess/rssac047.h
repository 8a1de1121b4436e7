// The figures of RSSAC047v2 for one month, from its measurements. Pure. The thresholds follow the
// number of RSIs, which is that of the letters measured.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/assess/latency.h"
#include "core/assess/month_columns.h"
#include "core/assess/publication.h"

namespace tocsin::assess {

template <class Each>
using ByPath = std::array<Each, path_count>;

struct RsiFigures {
  char rsi = 'a';
  ByPath<Figure> availability;
  ByPath<Figure> latency;
  Figure correctness;
  Figure publication_latency;

  bool operator==(const RsiFigures&) const = default;
};

struct RssFigures {
  ByPath<Figure> availability;
  ByPath<RssLatency> latency;
  Figure correctness;
  Figure publication_latency;

  bool operator==(const RssFigures&) const = default;
};

struct Rssac047 {
  Month month;
  std::uint32_t needed = 0;                 // k
  std::vector<std::string> vantage_points;  // ascending
  std::vector<Publication> publications;
  ColumnCounts counts;
  RssFigures rss;
  std::vector<RsiFigures> rsis;

  bool operator==(const Rssac047&) const = default;
};

Rssac047 rssac047_of(const MonthColumns& columns);

}  // namespace tocsin::assess
