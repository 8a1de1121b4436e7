#include "core/assess/rssac047.h"

#include "core/assess/availability.h"
#include "core/assess/correctness.h"
#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

RssFigures rss_figures(const MonthColumns& columns,
                       std::span<const char> rsis,
                       std::span<const Publication> publications) {
  RssFigures figures;
  for (std::size_t path = 0; path < path_count; ++path) {
    figures.availability[path] = rss_availability(columns, rsis, path);
    figures.latency[path] = rss_latency(columns, rsis, path);
  }
  figures.correctness = correctness_of(columns, rsis);
  figures.publication_latency =
      publication_latency(columns, publications, rsis, rss_publication_threshold());
  return figures;
}

RsiFigures rsi_figures(const MonthColumns& columns,
                       std::span<const char> rsis,
                       const char rsi,
                       std::span<const Publication> publications) {
  RsiFigures figures;
  figures.rsi = rsi;
  const std::span only(&rsi, 1);
  for (std::size_t path = 0; path < path_count; ++path) {
    figures.availability[path] = rsi_availability(columns, rsis, rsi, path);
    figures.latency[path] = rsi_latency(columns, rsi, path);
  }
  figures.correctness = correctness_of(columns, only);
  figures.publication_latency =
      publication_latency(columns, publications, only, rsi_publication_threshold());
  return figures;
}

}  // namespace

Rssac047 rssac047_of(const MonthColumns& columns) {
  const auto rsis = columns.rsis();
  Rssac047 result{.month = columns.month(),
                  .needed = needed_of(static_cast<std::uint32_t>(rsis.size())),
                  .vantage_points = {},
                  .publications = publications_of(columns),
                  .counts = columns.counts(),
                  .rss = {},
                  .rsis = {}};
  for (const auto i : columns.by_name()) result.vantage_points.push_back(columns.name(i));
  result.rss = rss_figures(columns, rsis, result.publications);
  for (const char rsi : rsis) {
    result.rsis.push_back(rsi_figures(columns, rsis, rsi, result.publications));
  }
  return result;
}

}  // namespace tocsin::assess
