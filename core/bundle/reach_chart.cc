#include "core/bundle/reach_chart.h"

#include <algorithm>
#include <span>

namespace tocsin::bundle {
namespace {

using Places = std::vector<MinuteTally>;

Places places_of(const std::vector<MinuteTally>& tallies, std::uint32_t minutes_in_place) {
  Places places;
  for (std::size_t first = 0; first < tallies.size(); first += minutes_in_place) {
    const auto minutes = std::span(tallies).subspan(
        first, std::min<std::size_t>(minutes_in_place, tallies.size() - first));
    places.push_back(*std::ranges::max_element(minutes, {}, &MinuteTally::lost));
  }
  return places;
}

constexpr std::uint32_t country_height = 12;
constexpr std::uint32_t line_of_height = 60;  // the line is so much thinner than the chart is high

struct Layer {
  std::string_view fill;
  std::uint32_t (*below)(const MinuteTally&) = nullptr;
  std::uint32_t (*height)(const MinuteTally&) = nullptr;
};

constexpr Layer layers[] = {
    {"#a00", [](const MinuteTally&) { return 0U; }, [](const MinuteTally& t) { return t.lost; }},
    {"#d90",
     [](const MinuteTally& t) { return t.lost; },
     [](const MinuteTally& t) { return t.partly; }},
    {"#cdc",
     [](const MinuteTally& t) { return t.lost + t.partly; },
     [](const MinuteTally& t) { return t.reached; }},
};

// "M3 7h2v3h-2z"
std::string rectangle(std::size_t x, std::uint32_t y, std::size_t width, std::uint32_t height) {
  const auto across = std::to_string(width);
  return "M" + std::to_string(x) + " " + std::to_string(y) + "h" + across + "v" +
         std::to_string(height) + "h-" + across + "z";
}

// One for each place, or for several alike.
std::string shapes_of(const Places& places, std::uint32_t countries, const Layer& layer) {
  std::string shapes;
  for (std::size_t first = 0; first < places.size();) {
    const auto below = layer.below(places[first]);
    const auto height = layer.height(places[first]);
    auto end = first;
    while (end < places.size() && layer.below(places[end]) == below &&
           layer.height(places[end]) == height) {
      ++end;
    }
    if (height > 0) {
      const auto top = countries - below - height;
      shapes += rectangle(first, top * country_height, end - first, height * country_height);
    }
    first = end;
  }
  return shapes;
}

std::string shape(std::string_view fill, const std::string& path) {
  return "<path fill=\"" + std::string(fill) + "\" d=\"" + path + "\"/>";
}

}  // namespace

std::string reach_chart(const std::vector<MinuteTally>& tallies, std::uint32_t minutes_in_place) {
  const auto places = places_of(tallies, minutes_in_place);
  std::uint32_t countries = 0;
  for (const auto& place : places) countries = std::max(countries, place.all());
  const auto height = countries * country_height;
  auto svg = "<svg class=\"chart\" viewBox=\"0 0 " + std::to_string(places.size()) + " " +
             std::to_string(height) + "\" preserveAspectRatio=\"none\">";
  for (const auto& layer : layers) {
    const auto shapes = shapes_of(places, countries, layer);
    if (!shapes.empty()) svg += shape(layer.fill, shapes);
  }
  const auto line = std::max(1U, height / line_of_height);
  svg += shape("#111", rectangle(0, (height - line) / 2, places.size(), line));
  return svg + "</svg>";
}

}  // namespace tocsin::bundle
