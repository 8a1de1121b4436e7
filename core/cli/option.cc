#include "core/cli/option.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace tocsin::cli {
namespace {

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number value{};
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::string short_text(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", number);
  return text.data();
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace

Target into(std::string& text) {
  return {.set = [&text](std::string_view given) -> Status<> {
            text = given;
            return {};
          },
          .fallback = text};
}

Target into(std::optional<std::string>& text) {
  return {.set = [&text](std::string_view given) -> Status<> {
            text = std::string(given);
            return {};
          },
          .fallback = text.value_or("")};
}

Target into(std::vector<std::string>& texts) {
  return {.set = [&texts](std::string_view given) -> Status<> {
            texts.emplace_back(given);
            return {};
          },
          .times = Target::Times::many};
}

Target into(bool& given) {
  return {.set = [&given](std::string_view) -> Status<> {
    given = true;
    return {};
  }};
}

Target into(double& number, double min, double max) {
  return {.set = [&number, min, max](std::string_view text) -> Status<> {
            const auto value = number_from<double>(text);
            if (!value || !(*value >= min && *value <= max)) {
              return fail("a number from " + short_text(min) + " to " + short_text(max));
            }
            number = *value;
            return {};
          },
          .fallback = short_text(number)};
}

Target into(WallTime& time) {
  return {.set = [&time](std::string_view text) -> Status<> {
    const auto read = from_rfc3339(text);
    if (!read) return fail("a time in UTC such as 2026-11-29T12:00:00Z");
    time = *read;
    return {};
  }};
}

Target into(Duration& duration, Duration min, Duration max) {
  return {.set = [&duration, min, max](std::string_view text) -> Status<> {
            const auto value = duration_from(text);
            if (!value || *value < min || *value > max) {
              return fail("a duration from " + to_text(min) + " to " + to_text(max));
            }
            duration = *value;
            return {};
          },
          .fallback = to_text(duration)};
}

Target into_number(std::function<void(std::uint64_t)> set,
                   std::string fallback,
                   std::uint64_t min,
                   std::uint64_t max) {
  return {.set = [set = std::move(set), min, max](std::string_view text) -> Status<> {
            const auto value = number_from<std::uint64_t>(text);
            if (!value || *value < min || *value > max) {
              return fail("a number from " + std::to_string(min) + " to " + std::to_string(max));
            }
            set(*value);
            return {};
          },
          .fallback = std::move(fallback)};
}

Target into_choice(std::vector<std::string> names,
                   std::function<void(std::size_t)> set,
                   std::string fallback) {
  return {
      .set = [names = std::move(names), set = std::move(set)](std::string_view text) -> Status<> {
        const auto found = std::ranges::find(names, text);
        if (found == names.end()) return fail(listed(names));
        set(static_cast<std::size_t>(found - names.begin()));
        return {};
      },
      .fallback = std::move(fallback)};
}

}  // namespace tocsin::cli
