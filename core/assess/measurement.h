// One measurement as the monthly figures need it, whoever made it.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/time.h"
#include "core/plan/target.h"
#include "core/record/outcome.h"

namespace tocsin::assess {

enum class MeasurementKind : std::uint8_t { soa, correctness };

// What a measurement has a voice on: that of an isolated vantage point counts for its country
// alone.
enum class Scope : std::uint8_t { world, country };

// `intercepted` and whatever else was not the server's doing is not a measurement of the server.
struct Measurement {
  WallTime t;           // when the query was sent
  std::string_view vp;  // the vantage point's name; lives as long as where it was read from
  char rsi = 'a';       // the letter
  plan::Family family{};
  record::Transport transport{};
  MeasurementKind kind{};
  record::Outcome outcome{};
  std::optional<std::uint16_t> rcode = {};   // of a reply
  std::optional<Duration> rtt = {};          // of a reply; never negative
  std::optional<std::uint32_t> serial = {};  // of the SOA in it
  std::optional<bool> correct = {};          // nothing where it was not judged
  // Empty where nobody says. They live as long as `vp`.
  std::string_view country = {};   // of the vantage point
  std::string_view instance = {};  // what the server calls itself: its NSID as a text
  std::string_view site = {};      // the anycast site that answered
  Scope scope = Scope::world;      // as far as whoever hands it over knows
};

}  // namespace tocsin::assess
