// One option of a command, from which parsing and help both follow. Values land in the variables of
// the caller, who keeps them alive as long as the command.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/duration.h"
#include "core/base/result.h"

namespace tocsin::cli {

// Where a value goes, and what stands there when the option is not given.
struct Target {
  // Takes the text or says what it should have been: "a number from 1 to 65535".
  std::function<Status<>(std::string_view)> set;
  std::string fallback = {};  // for the help text; empty: nothing worth showing
  enum class Times { once, many } times = Times::once;
};

enum class Presence { optional, required };

struct Option {
  std::string name;        // "server": written --server VALUE or --server=VALUE
  std::string value = {};  // what the help calls the value, "ADDR"; empty makes it a switch
  std::string help = {};   // a sentence
  Target target = {};
  Presence presence = Presence::optional;
};

// An argument without a name, in its place.
struct Operand {
  std::string name;  // "FILE"
  std::string help = {};
  Target target = {};
  Presence presence = Presence::required;
};

Target into(std::string& text);
Target into(std::optional<std::string>& text);
Target into(std::vector<std::string>& texts);
Target into(bool& given);  // for a switch
Target into(double& number, double min, double max);
Target into(Duration& duration, Duration min, Duration max);  // "500ms", "4s", "10m", "1h"
Target into(WallTime& time);                                  // "2026-11-29T12:00:00Z"

// For any whole number.
Target into_number(std::function<void(std::uint64_t)> set,
                   std::string fallback,
                   std::uint64_t min,
                   std::uint64_t max);

template <std::unsigned_integral Number>
Target into(Number& number,
            std::uint64_t min = 0,
            std::uint64_t max = std::numeric_limits<Number>::max()) {
  const auto set = [&number](std::uint64_t value) { number = static_cast<Number>(value); };
  return into_number(set, std::to_string(number), min, max);
}

// For a value with a few names: one_of(transport, {{"udp", Transport::udp}, {"tcp", ...}}).
Target into_choice(std::vector<std::string> names,
                   std::function<void(std::size_t)> set,
                   std::string fallback);

template <class Value>
Target one_of(Value& value, std::vector<std::pair<std::string, Value>> choices) {
  std::vector<std::string> names;
  std::string fallback;
  for (const auto& [name, choice] : choices) {
    names.push_back(name);
    if (choice == value) fallback = name;
  }
  const auto set = [&value, choices = std::move(choices)](std::size_t i) {
    value = choices[i].second;
  };
  return into_choice(std::move(names), set, std::move(fallback));
}

}  // namespace tocsin::cli
