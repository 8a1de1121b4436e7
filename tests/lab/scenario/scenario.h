// A scenario: faults with their times, from YAML.
//
//   steps:
//     - at: 15s
//       for: 35s
//       fault: withdraw site=fra
//
// Errors name line and column (config/node.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "tests/lab/model/fault.h"

namespace tocsin::lab {

struct Step {
  Duration at{};     // after the scenario's start
  Duration lasts{};  // then the fault is cleared
  FaultRequest fault;
};

struct Scenario {
  std::vector<Step> steps;  // in the order of the file
};

// At most an hour, and at most 200 steps. `file` names the text in errors.
Result<Scenario> scenario_from(std::string_view yaml, std::string_view file);

// One change: the beginning or the end of a step.
struct Change {
  Duration at{};
  enum class Kind { end, begin } kind = Kind::begin;  // ends come first where times are equal
  std::size_t step = 0;

  auto operator<=>(const Change&) const = default;
};

std::vector<Change> changes_of(const Scenario& scenario);

}  // namespace tocsin::lab
