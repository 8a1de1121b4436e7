#include "tests/lab/scenario/scenario.h"

#include <algorithm>
#include <sstream>

#include "config/node.h"
#include "config/reader.h"

namespace tocsin::lab {
namespace {

constexpr std::size_t steps_max = 200;
constexpr std::size_t fault_length_max = 500;
constexpr auto length_max = std::chrono::hours(1);

config::Value<FaultRequest> fault() {
  return [](std::string_view text) -> Result<FaultRequest> {
    std::istringstream line{std::string(text.substr(0, fault_length_max))};
    std::vector<std::string> words;
    for (std::string word; line >> word;) words.push_back(word);
    auto request = fault_from(words);
    if (!request) return fail("a fault as in \"withdraw site=fra\" (" + request.error().text + ")");
    return request;
  };
}

}  // namespace

Result<Scenario> scenario_from(std::string_view yaml, std::string_view file) {
  config::Problems problems;
  const auto refuse = [&] { return fail(config::to_text(problems, file)); };
  const auto node = config::node_from(yaml);
  if (!node) {
    problems.push_back(node.error());
    return refuse();
  }
  Scenario scenario;
  config::Mapping root(*node, "a scenario", problems);
  root.each("steps", "a step", [&](config::Mapping& mapping) {
    auto& step = scenario.steps.emplace_back();
    mapping.need("at", step.at, config::duration(Duration::zero(), length_max));
    mapping.need("for", step.lasts, config::duration(std::chrono::milliseconds(1), length_max));
    mapping.need("fault", step.fault, fault());
  });
  if (scenario.steps.empty()) root.complain("steps", "A scenario needs at least one step.");
  if (scenario.steps.size() > steps_max)
    root.complain("steps", "A scenario has at most 200 steps.");
  root.finish();
  if (!problems.empty()) return refuse();
  return scenario;
}

std::vector<Change> changes_of(const Scenario& scenario) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const auto& step = scenario.steps[i];
    changes.push_back({.at = step.at, .kind = Change::Kind::begin, .step = i});
    changes.push_back({.at = step.at + step.lasts, .kind = Change::Kind::end, .step = i});
  }
  std::ranges::sort(changes);
  return changes;
}

}  // namespace tocsin::lab
