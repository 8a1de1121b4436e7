#include "core/base/time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace tocsin {
namespace {

namespace chrono = std::chrono;

constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_shape(std::string_view text) {
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  }
  return true;
}

int number(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

// ".5Z", ".000000001Z" or "Z".
std::optional<Duration> fraction(std::string_view text) {
  if (text == "Z") return Duration{0};
  if (text.size() < 3 || text.size() > 11 || text.front() != '.' || text.back() != 'Z') {
    return std::nullopt;
  }
  std::int64_t nanoseconds = 0;
  for (std::size_t i = 1; i <= 9; ++i) {
    const char c = i + 1 < text.size() ? text[i] : '0';
    if (!is_digit(c)) return std::nullopt;
    nanoseconds = 10 * nanoseconds + (c - '0');
  }
  return Duration{nanoseconds};
}

}  // namespace

std::string to_rfc3339(WallTime time) {
  const chrono::sys_time<Duration> at{time.since_epoch};
  const auto day = chrono::floor<chrono::days>(at);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss clock{at - day};
  std::array<char, 64> text{};
  std::snprintf(text.data(),
                text.size(),
                "%04d-%02u-%02uT%02d:%02d:%02d.%09dZ",
                static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return text.data();
}

std::optional<WallTime> from_rfc3339(std::string_view text) {
  if (!has_shape(text)) return std::nullopt;
  const auto rest = fraction(text.substr(shape.size()));
  const chrono::year_month_day date{chrono::year{number(text, 0, 4)},
                                    chrono::month(static_cast<unsigned>(number(text, 5, 2))),
                                    chrono::day(static_cast<unsigned>(number(text, 8, 2)))};
  const int hour = number(text, 11, 2);
  const int minute = number(text, 14, 2);
  const int second = number(text, 17, 2);
  // 2262 is where nanoseconds since 1970 leave 64 bits.
  const bool in_range = date.year() >= chrono::year{1970} && date.year() < chrono::year{2262};
  if (!rest || !date.ok() || !in_range || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  const auto clock = chrono::hours{hour} + chrono::minutes{minute} + chrono::seconds{second};
  return WallTime{chrono::sys_days{date}.time_since_epoch() + clock + *rest};
}

}  // namespace tocsin
