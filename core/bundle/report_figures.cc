#include "core/bundle/report_figures.h"

#include <algorithm>
#include <span>

#include "core/bundle/minute_bar.h"
#include "core/bundle/reach_chart.h"

namespace tocsin::bundle {
namespace {

using assess::Outage;
using assess::PathReach;

// So much is shown; the rest is counted, and is in claim.json.
constexpr std::size_t outages_max = 50;               // of a path
constexpr std::size_t countries_max = 300;            // of a path: there are 249
constexpr std::size_t countries_of_outage_max = 100;  // codes
constexpr std::uint32_t cells_of_all_bars_max = 30'000;
constexpr std::uint32_t cells_of_a_bar_max = 120;

class Figures {
 public:
  explicit Figures(const ReportContext& context)
      : context_(context),
        texts_(context.texts()),
        paths_(context.claim().reachability),
        minutes_(context.minutes()) {
    std::size_t bars = 1;
    for (const auto& path : paths_) bars += 1 + std::min(path.countries.size(), countries_max);
    const auto cells = cells_of_all_bars_max / static_cast<std::uint32_t>(bars);
    minutes_in_cell_ = minutes_in_a_cell(minutes_, std::clamp(cells, 1U, cells_of_a_bar_max));
  }

  std::string html() const {
    return heading(texts_.figures) + paragraph(texts_.figures_are) + paths() +
           heading(texts_.chart) +
           paragraph(filled(texts_.chart_is, {{"minutes", number(minutes_in_cell_)}})) + charts() +
           outages() + scale() + countries();
  }

 private:
  std::string paths() const {
    std::vector<Row> rows;
    for (const auto& path : paths_) {
      const auto summary = summary_of(context_.tallies(path));
      rows.push_back({escaped(context_.path(path)),
                      escaped(context_.of_all(summary.told, minutes_)),
                      escaped(from_to(summary.voices_least, summary.voices_most)),
                      number(summary.countries),
                      number(path.outages.size()),
                      number(summary.outage_minutes),
                      escaped(from_to(summary.outage_minutes_least, summary.outage_minutes_most))});
    }
    return table(texts_.paths_heads, rows);
  }

  std::string from_to(std::uint64_t from, std::uint64_t to) const {
    return filled(texts_.from_to, {{"from", number(from)}, {"to", number(to)}});
  }

  std::string charts() const {
    std::vector<Row> rows;
    for (const auto& path : paths_) {
      auto picture = countries_that_measured(path) == 0
                         ? escaped(texts_.nobody_measured)
                         : reach_chart(context_.tallies(path), minutes_in_cell_);
      rows.push_back({escaped(context_.path(path)), std::move(picture)});
    }
    return table_with_span(texts_.chart_heads, rows);
  }

  std::string outages() const {
    std::vector<Row> rows;
    std::size_t all = 0;
    for (const auto& path : paths_) {
      all += path.outages.size();
      const auto shown = std::min(path.outages.size(), outages_max);
      for (const auto& outage : std::span(path.outages).first(shown)) {
        rows.push_back(outage_row(path, outage));
      }
    }
    if (rows.empty()) return {};
    return heading(texts_.outages) + paragraph(texts_.outages_are) +
           table(texts_.outages_heads, rows) + context_.rest_of(all, rows.size());
  }

  Row outage_row(const PathReach& path, const Outage& outage) const {
    const auto& tallies = context_.tallies(path);
    const auto bounds = bounds_of(outage, tallies);
    std::vector<std::string> codes;
    for (const auto& code : outage.countries) codes.push_back(context_.isolated(code));
    return {
        escaped(context_.path(path)),
        time_cell(outage.first, bounds.began_least, bounds.began_most),
        time_cell(outage.first + outage.minutes, bounds.ended_least, bounds.ended_most),
        number(outage.minutes),
        escaped(context_.of_all(outage.lost, outage.voices)),
        number(outage.spare),
        escaped(context_.word(corroboration_of(outage, tallies))),
        escaped(context_.list(codes, countries_of_outage_max)),
    };
  }

  // Where a bound is not known, a question mark stands for it.
  std::string time_cell(std::uint32_t minute,
                        std::optional<std::uint32_t> least,
                        std::optional<std::uint32_t> most) const {
    const auto text = [this](std::optional<std::uint32_t> bound) {
      return bound ? context_.minute(*bound) : std::string("?");
    };
    const auto between = filled(texts_.from_to, {{"from", text(least)}, {"to", text(most)}});
    return escaped(context_.minute(minute)) + "<br>(" + escaped(between) + ")";
  }

  std::string scale() const {
    std::vector<Row> rows;
    for (std::size_t i = corroboration_count; i-- > 0;) {
      rows.push_back({escaped(texts_.words[i]), escaped(texts_.meanings[i])});
    }
    return heading(texts_.scale) + table(texts_.scale_heads, rows);
  }

  std::string countries() const {
    std::string html;
    for (const auto& path : paths_) {
      html += heading(filled(texts_.countries, {{"path", context_.path(path)}}));
      if (&path == &paths_.front()) {
        html += paragraph(texts_.countries_are) +
                paragraph(filled(texts_.cell, {{"minutes", number(minutes_in_cell_)}}));
      }
      html += countries_over(path);
    }
    return html;
  }

  // The silent ones too.
  std::string countries_over(const PathReach& path) const {
    if (countries_that_measured(path) == 0) return paragraph(texts_.nobody_measured);
    std::vector<Row> rows;
    const auto shown = std::min(path.countries.size(), countries_max);
    for (const auto& country : std::span(path.countries).first(shown)) {
      rows.push_back(country_row(country));
    }
    return table_with_span(texts_.countries_heads, rows) +
           context_.rest_of(path.countries.size(), shown);
  }

  Row country_row(const assess::CountryReach& country) const {
    using assess::MinuteState;
    const auto minutes = state_minutes(country);
    const auto of = [&](MinuteState state) {
      return number(minutes[static_cast<std::size_t>(state)]);
    };
    return {escaped(context_.country(country.country)),
            number(country.vantage_points),
            of(MinuteState::reached),
            of(MinuteState::partly),
            of(MinuteState::lost),
            of(MinuteState::no_voice),
            of(MinuteState::not_measured),
            number(country.alone),
            minute_bar(country.runs, minutes_, minutes_in_cell_)};
  }

  // The last head has places for the span.
  template <std::size_t Columns>
  std::string table_with_span(std::array<std::string_view, Columns> heads,
                              const std::vector<Row>& rows) const {
    const auto last = context_.with_span(heads.back());
    heads.back() = last;
    return table(heads, rows);
  }

  const ReportContext& context_;
  const ReportTexts& texts_;
  const std::vector<PathReach>& paths_;
  std::uint32_t minutes_;
  std::uint32_t minutes_in_cell_ = 1;
};

}  // namespace

std::string report_figures(const ReportContext& context) {
  return Figures(context).html();
}

}  // namespace tocsin::bundle
