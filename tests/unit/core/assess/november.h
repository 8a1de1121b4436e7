// Measurements of November 2026, which has 30 days, put down one by one.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/assess/rssac047.h"

namespace tocsin::assess::test {

using record::Outcome;
using record::Transport;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr std::string_view letters = "abcdefghijklm";
inline constexpr std::uint32_t november_intervals = 8'640;
inline constexpr std::size_t udp4 = 0;

enum class Said : std::uint8_t { right, wrong };

struct November {
  MonthColumns columns{*Month::from_text("2026-11")};

  static WallTime at(std::uint32_t interval) {
    static const auto begin = Month::from_text("2026-11")->begin();  // asked for millions of times
    return begin + interval * interval_length + seconds(30);
  }

  static Measurement soa(std::uint32_t interval, std::string_view vp, char rsi) {
    return {.t = at(interval),
            .vp = vp,
            .rsi = rsi,
            .family = plan::Family::v4,
            .transport = Transport::udp,
            .kind = MeasurementKind::soa,
            .outcome = Outcome::answered,
            .rcode = 0,
            .rtt = milliseconds(10)};
  }

  static Measurement correctness(std::uint32_t interval, std::string_view vp, char rsi, Said said) {
    auto measurement = soa(interval, vp, rsi);
    measurement.kind = MeasurementKind::correctness;
    measurement.correct = said == Said::right;
    return measurement;
  }

  void add(const Measurement& measurement) {
    if (!columns.add(measurement)) FAIL() << "there is room for it";
  }

  void add_timeout(std::uint32_t interval, std::string_view vp, char rsi) {
    auto measurement = soa(interval, vp, rsi);
    measurement.outcome = Outcome::timeout;
    measurement.rcode.reset();
    measurement.rtt.reset();
    add(measurement);
  }

  void add_rtt(std::uint32_t interval, std::string_view vp, char rsi, Duration rtt) {
    auto measurement = soa(interval, vp, rsi);
    measurement.rtt = rtt;
    add(measurement);
  }

  void add_serial(std::uint32_t interval, std::string_view vp, char rsi, std::uint32_t serial) {
    auto measurement = soa(interval, vp, rsi);
    measurement.serial = serial;
    add(measurement);
  }

  Rssac047 figures() const { return rssac047_of(columns); }
};

inline std::string text_of(const Ratio& ratio) {
  return std::to_string(ratio.numerator) + "/" + std::to_string(ratio.denominator);
}

inline std::string value_of(const Figure& figure) {
  return figure.value ? text_of(*figure.value) : "none";
}

}  // namespace tocsin::assess::test
