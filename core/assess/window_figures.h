// The root over a while, path by path: what root_windows.h makes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/assess/latency.h"
#include "core/assess/month_columns.h"
#include "core/assess/root_availability.h"

namespace tocsin::assess {

enum class Window : std::uint8_t { hour, day };
inline constexpr std::array all_windows{Window::hour, Window::day};

constexpr std::string_view name_of(Window window) {
  return window == Window::hour ? "1h" : "1d";
}

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
  std::optional<MedianTime> median;  // nothing without answers
};

struct PathWindow {
  std::optional<RootFigure> figure;  // nothing where nobody measured over this path
  std::uint64_t measured = 0;        // of these, those with any letter
  std::uint64_t expected = 0;
  std::array<LetterWindow, letter_count> letters{};
  std::array<LetterLatency, letter_count> latency{};
};

// Of probes, letters and intervals together: responses to correctness queries.
struct Responses {
  std::uint64_t correct = 0;
  std::uint64_t incorrect = 0;
  std::uint64_t not_judged = 0;
  std::uint64_t not_received = 0;  // a timeout, another RCODE: no response [ote], and not missing
  std::uint64_t missing = 0;

  void add(CorrectnessState state);
  std::uint64_t measured() const { return correct + incorrect + not_judged + not_received; }

  // Of those that were judged the correct ones; in the bounds what is missing or not judged is
  // taken as incorrect, and as correct. Nothing where none was judged.
  std::optional<RootFigure> figure() const;
  Responses& operator+=(const Responses& others);
  bool operator==(const Responses&) const = default;
};

struct WindowFigures {
  Window window{};
  std::array<PathWindow, path_count> paths;         // as `paths` has them
  std::array<Responses, letter_count> responses{};  // of an hour or a day before (root_windows.h)

  Responses all_responses() const;
};

// What a log's entries say, from this one on and below that size.
struct LogWindows {
  std::uint64_t from = 0;
  std::uint64_t size = 0;
  std::uint64_t left_out = 0;  // of these, by whoever was too busy to take them
  std::array<WindowFigures, all_windows.size()> figures = {};  // as `all_windows` has them
};

}  // namespace tocsin::assess
