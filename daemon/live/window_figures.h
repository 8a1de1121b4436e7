// The root over a while, path by path: what root_windows.h makes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/assess/latency.h"
#include "daemon/live/root_availability.h"
#include "daemon/live/root_cell.h"

namespace tocsin::collector {

enum class Window : std::uint8_t { hour, day };
inline constexpr std::array windows{Window::hour, Window::day};

// Of probes and intervals together: 20 probes have 240 in an hour.
struct LetterWindow {
  std::uint64_t up = 0;
  std::uint64_t measured = 0;
  std::uint64_t expected = 0;

  bool operator==(const LetterWindow&) const = default;
};

// How long a letter took for good answers: of each probe and interval that of the first query.
struct LetterLatency {
  std::uint64_t answers = 0;
  std::optional<assess::MedianTime> median;  // nothing without answers
};

struct PathWindow {
  std::optional<RootFigure> figure;  // nothing where nobody measured over this path
  std::uint64_t measured = 0;        // of these, those with any letter
  std::uint64_t expected = 0;
  std::array<LetterWindow, letter_count> letters{};
  std::array<LetterLatency, letter_count> latency{};
};

struct WindowFigures {
  Window window{};
  std::array<PathWindow, 4> paths;  // by family, then transport
};

}  // namespace tocsin::collector
