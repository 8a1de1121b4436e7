#include "core/bundle/minute_bar.h"

#include <algorithm>

namespace tocsin::bundle {
namespace {

using assess::MinuteState;

constexpr std::uint32_t bar_height = 10;

struct Look {
  MinuteState state{};
  std::string_view fill;
  std::uint32_t height = 0;
};

// The better first: a cell shows the last of these that is in it.
constexpr Look looks[] = {{MinuteState::no_voice, "#888", 1},
                          {MinuteState::reached, "#7a7", 3},
                          {MinuteState::partly, "#d90", 6},
                          {MinuteState::lost, "#a00", bar_height}};

using Cells = std::vector<const Look*>;  // nothing: blank

// "M3 7h2v3h-2z": a rectangle on the ground.
std::string rectangle(std::size_t first, std::size_t cells, std::uint32_t height) {
  const auto width = std::to_string(cells);
  return "M" + std::to_string(first) + " " + std::to_string(bar_height - height) + "h" + width +
         "v" + std::to_string(height) + "h-" + width + "z";
}

std::string rectangles(const Cells& cells, const Look& look) {
  std::string shapes;
  for (std::size_t first = 0; first < cells.size();) {
    auto end = first;
    while (end < cells.size() && cells[end] == &look) ++end;
    if (end > first) shapes += rectangle(first, end - first, look.height);
    first = std::max(end, first + 1);
  }
  return shapes;
}

Cells cells_of(const std::vector<assess::MinuteRun>& runs,
               std::uint32_t minutes,
               std::uint32_t minutes_in_cell) {
  Cells cells((minutes + minutes_in_cell - 1) / minutes_in_cell);
  for (const auto& run : runs) {
    const auto* look = std::ranges::find(looks, run.state, &Look::state);
    if (look == std::end(looks)) continue;
    const auto end = std::min(minutes, run.first + run.minutes);
    for (auto cell = run.first / minutes_in_cell; cell * minutes_in_cell < end; ++cell) {
      if (cells[cell] == nullptr || cells[cell] < look) cells[cell] = look;
    }
  }
  return cells;
}

}  // namespace

std::uint32_t minutes_in_a_cell(std::uint32_t minutes, std::uint32_t cells_max) {
  return std::max(1U, (minutes + cells_max - 1) / cells_max);
}

std::string minute_bar(const std::vector<assess::MinuteRun>& runs,
                       std::uint32_t minutes,
                       std::uint32_t minutes_in_cell) {
  const auto cells = cells_of(runs, minutes, minutes_in_cell);
  auto svg = "<svg viewBox=\"0 0 " + std::to_string(cells.size()) + " " +
             std::to_string(bar_height) + "\" preserveAspectRatio=\"none\">";
  for (const auto& look : looks) {
    const auto shapes = rectangles(cells, look);
    if (shapes.empty()) continue;
    svg += "<path fill=\"" + std::string(look.fill) + "\" d=\"" + shapes + "\"/>";
  }
  return svg + "</svg>";
}

}  // namespace tocsin::bundle
