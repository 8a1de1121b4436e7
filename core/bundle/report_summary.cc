#include "core/bundle/report_summary.h"

#include <algorithm>
#include <set>

namespace tocsin::bundle {
namespace {

using assess::MinuteState;
using assess::Outage;
using assess::PathReach;

constexpr std::size_t countries_shown_max = 12;
constexpr std::size_t networks_shown_max = 8;

bool measured_any(const ProbeAccount& probe) {
  return std::ranges::any_of(probe.measured, [](auto count) { return count > 0; });
}

// How many countries, networks and probes.
struct Extent {
  std::set<std::string> countries = {};
  std::set<std::uint32_t> networks = {};
  std::size_t probes = 0;

  void add(const ProbeAccount& probe) {
    countries.insert(probe.country);
    networks.insert(probe.asn);
    ++probes;
  }
};

// The first of the longest.
const Outage& longest(const PathReach& path) {
  return *std::ranges::max_element(path.outages, {}, &Outage::minutes);
}

class Summary {
 public:
  explicit Summary(const ReportContext& context)
      : context_(context), texts_(context.texts()), paths_(context.claim().reachability) {}

  std::string html() const {
    return "<dl>\n" + item(texts_.what, what()) + item(texts_.when, when()) +
           item(texts_.seen_from, seen_from()) + item(texts_.worked, worked()) +
           item(texts_.sure, sure()) +
           item(texts_.not_shown,
                {std::string(texts_.not_shown_cause),
                 std::string(texts_.not_shown_intent),
                 std::string(texts_.not_shown_legality),
                 std::string(texts_.not_shown_rest)}) +
           "</dl>\n";
  }

 private:
  using Lines = std::vector<std::string>;  // text, not HTML

  static std::string item(std::string_view term, const Lines& lines) {
    if (lines.empty()) return {};
    auto html = element("dt", escaped(term)) + "\n";
    for (const auto& line : lines) html += element("dd", escaped(line)) + "\n";
    return html;
  }

  Lines what() const {
    Lines lines;
    Lines silent;
    bool told = false;
    for (const auto& path : paths_) {
      const auto summary = summary_of(context_.tallies(path));
      told = told || summary.told > 0;
      if (summary.told < context_.minutes()) {
        silent.push_back(filled(texts_.not_told,
                                {{"path", context_.path(path)},
                                 {"minutes", minutes(context_.minutes() - summary.told)},
                                 {"all", number(context_.minutes())}}));
      }
      if (path.outages.empty()) continue;
      lines.push_back(
          filled(texts_.outage_over,
                 {{"path", context_.path(path)},
                  {"outages", context_.count(context_.counted().outages, path.outages.size())},
                  {"minutes", minutes(summary.outage_minutes)}}));
    }
    if (!told) return {std::string(texts_.nothing)};
    const auto first = lines.empty() ? texts_.no_outage : texts_.outages_begin;
    lines.insert(lines.begin(), filled(first, {{"service", context_.service()}}));
    lines.insert(lines.end(), silent.begin(), silent.end());
    return lines;
  }

  Lines when() const {
    Lines lines;
    for (const auto& path : paths_) {
      if (path.outages.empty()) continue;
      const auto& outage = longest(path);
      const auto text = path.outages.size() == 1 ? texts_.when_outage : texts_.when_longest;
      lines.push_back(filled(text,
                             {{"path", context_.path(path)},
                              {"from", context_.minute(outage.first)},
                              {"to", context_.minute(outage.first + outage.minutes)},
                              {"minutes", minutes(outage.minutes)}}) +
                      " " + bounds(bounds_of(outage, context_.tallies(path))));
    }
    if (!lines.empty()) lines.emplace_back(texts_.clocks);
    return lines;
  }

  std::string bounds(const OutageBounds& bounds) const {
    const auto began = bounds.began_least ? filled(texts_.began_between,
                                                   {{"from", context_.minute(*bounds.began_least)},
                                                    {"to", context_.minute(bounds.began_most)}})
                                          : filled(texts_.began_before,
                                                   {{"to", context_.minute(bounds.began_most)}});
    const auto ended = bounds.ended_most ? filled(texts_.ended_between,
                                                  {{"from", context_.minute(bounds.ended_least)},
                                                   {"to", context_.minute(*bounds.ended_most)}})
                                         : filled(texts_.ended_after,
                                                  {{"from", context_.minute(bounds.ended_least)}});
    return began + " " + ended;
  }

  Lines seen_from() const {
    Extent all;
    Extent measured;
    for (const auto& probe : context_.claim().probes) {
      if (probe.country.empty()) continue;
      all.add(probe);
      if (measured_any(probe)) measured.add(probe);
    }
    const auto& counted = context_.counted();
    Lines lines = {
        filled(texts_.measured,
               {{"countries", context_.count(counted.countries, measured.countries.size())},
                {"all_countries", number(all.countries.size())},
                {"networks", context_.count(counted.networks, measured.networks.size())},
                {"all_networks", number(all.networks.size())},
                {"probes", context_.count(counted.probes, measured.probes)},
                {"all_probes", number(all.probes)}})};
    for (const auto& path : paths_) {
      if (!path.outages.empty()) lines.push_back(lost_by(path, longest(path)));
    }
    return lines;
  }

  std::string lost_by(const PathReach& path, const Outage& outage) const {
    return filled(texts_.lost_by,
                  {{"path", context_.path(path)},
                   {"lost", number(outage.lost)},
                   {"voices", number(outage.voices)}}) +
           " " +
           filled(texts_.lost_throughout,
                  {{"countries", context_.countries(outage.countries, countries_shown_max)}}) +
           " " + filled(texts_.networks, {{"networks", networks_of(path, outage)}});
  }

  // Those from which the path was measured at any time in the span.
  std::string networks_of(const PathReach& path, const Outage& outage) const {
    std::set<std::uint32_t> numbers;
    for (const auto& probe : context_.claim().probes) {
      if (probe.measured[path.path] > 0 &&
          std::ranges::binary_search(outage.countries, probe.country)) {
        numbers.insert(probe.asn);
      }
    }
    Lines networks;
    for (const auto asn : numbers) networks.push_back(context_.isolated("AS" + number(asn)));
    return context_.list(networks, networks_shown_max);
  }

  Lines worked() const {
    Lines lines;
    std::vector<std::string> whole;
    for (const auto& path : paths_) {
      if (!path.outages.empty()) {
        lines.push_back(worked_in(path, longest(path)));
      } else if (summary_of(context_.tallies(path)).told > 0) {
        whole.push_back(context_.path(path));
      }
    }
    if (!whole.empty()) {
      lines.push_back(filled(texts_.worked_paths, {{"paths", context_.list(whole, whole.size())}}));
    }
    if (lines.empty()) lines.emplace_back(texts_.worked_nothing);
    return lines;
  }

  std::string worked_in(const PathReach& path, const Outage& outage) const {
    const auto reached = throughout(path, outage.first, outage.minutes, MinuteState::reached);
    auto text = filled(texts_.worked_countries,
                       {{"path", context_.path(path)},
                        {"countries", context_.countries(reached, countries_shown_max)}});
    for (const auto& root : context_.claim().whole_root) {
      if (root.path != path.path) continue;
      const auto still = throughout(root, outage.first, outage.minutes, MinuteState::reached);
      text += " " + filled(texts_.worked_root,
                           {{"root", context_.root()},
                            {"reached", number(still.size())},
                            {"all", number(countries_that_measured(root))}});
    }
    return text;
  }

  Lines sure() const {
    Lines lines;
    for (const auto& path : paths_) {
      const auto& tallies = context_.tallies(path);
      if (path.outages.empty()) {
        const auto none = corroboration_of_none(tallies);
        if (none == Corroboration::nothing_known) continue;
        lines.push_back(
            filled(texts_.sure_none,
                   {{"path", context_.path(path)}, {"word", std::string(context_.word(none))}}));
        continue;
      }
      const auto& outage = longest(path);
      lines.push_back(
          filled(texts_.sure_outage,
                 {{"path", context_.path(path)},
                  {"from", context_.minute(outage.first)},
                  {"word", std::string(context_.word(corroboration_of(outage, tallies)))}}));
    }
    if (lines.empty()) lines.emplace_back(context_.word(Corroboration::nothing_known));
    return lines;
  }

  std::string minutes(std::uint64_t count) const {
    return context_.count(context_.counted().minutes, count);
  }

  const ReportContext& context_;
  const ReportTexts& texts_;
  const std::vector<PathReach>& paths_;
};

}  // namespace

std::string report_summary(const ReportContext& context) {
  return Summary(context).html();
}

}  // namespace tocsin::bundle
