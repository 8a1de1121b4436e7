// Who could reach a root service, minute by minute, and which minutes were an outage of it for the
// world. Defined in docs/conformance/reachability.md; the method is our own. Pure.
//
// Not measured is not lost, and one country is one voice.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/month_columns.h"
#include "core/base/result.h"
#include "core/record/reach.h"

namespace tocsin::assess {

// "root/c": one letter. "root": all 13, of which k are needed (thresholds.h).
struct Service {
  std::uint32_t letters = 0;  // bit 0 is a
  std::uint32_t needed = 0;

  bool operator==(const Service&) const = default;
};
std::optional<Service> service_from(std::string_view text);

enum class MinuteState : std::uint8_t {
  not_measured = 0,  // or too little to tell
  no_voice = 1,      // measured only by probes whose references do not reach the world
  lost = 2,          // no vantage point that could tell reached it
  partly = 3,        // some did, some did not
  reached = 4,
};
inline constexpr std::size_t minute_state_count = 5;
std::string_view name_of(MinuteState state);

// Minutes in a row, counted from the beginning of the span.
struct MinuteRun {
  std::uint32_t first = 0;
  std::uint32_t minutes = 0;
  MinuteState state{};

  bool operator==(const MinuteRun&) const = default;
};

struct CountryReach {
  std::string country;
  std::size_t vantage_points = 0;  // that measured over this path
  std::vector<MinuteRun> runs;     // all minutes of the span
  std::uint32_t alone = 0;         // minutes in which it alone had lost the service

  bool operator==(const CountryReach&) const = default;
};

// Minutes in a row in each of which more than half of the countries with a voice had lost it.
struct Outage {
  std::uint32_t first = 0;
  std::uint32_t minutes = 0;
  // In its weakest minute, that in which the fewest countries may be left out.
  std::uint32_t lost = 0;
  std::uint32_t voices = 0;
  // So many countries may be left out, whichever they are, and each minute still is an outage.
  std::uint32_t spare = 0;
  std::vector<std::string> countries;  // that had lost it in each of its minutes

  bool operator==(const Outage&) const = default;
};

struct PathReach {
  std::size_t path = 0;                 // index into `paths`
  std::vector<CountryReach> countries;  // by name
  std::vector<Outage> outages;

  bool operator==(const PathReach&) const = default;
};

class Reachability {
 public:
  static constexpr std::uint32_t minutes_max = 31 * 24 * 60;
  static constexpr std::size_t vantage_points_max = 1'000;

  // From and to are whole minutes; an error where they are not, or the span is empty or too long.
  static Result<Reachability> over(Service service, WallTime from, WallTime to);

  // Of kind SOA, of the service and of the span: others are nothing to it.
  bool wants(const Measurement& measurement) const;
  // Where it is wanted, by a probe whose references said this; only a connected one has a voice. An
  // error where there are too many vantage points.
  Status<> add(const Measurement& measurement, record::Reach reach);
  // It could have measured: whether it did or not, it is in the result.
  void expect(const std::string& country) { countries_.try_emplace(country); }

  // Every path, every country that was expected or has a vantage point over any.
  std::vector<PathReach> result() const;

 private:
  struct Minute {
    std::uint32_t asked = 0;    // letters: bit 0 is a
    std::uint32_t reached = 0;  // of those
    bool voiceless = false;
  };
  using Minutes = std::vector<Minute>;
  using VantagePoint = std::array<Minutes, path_count>;  // empty where nothing was measured

  Reachability(Service service, WallTime from, std::uint32_t minutes)
      : service_(service), from_(from), minutes_(minutes) {}

  MinuteState state_of(const Minute& minute) const;
  MinuteState state_of(const std::map<std::string, VantagePoint, std::less<>>& country,
                       std::size_t path,
                       std::uint32_t minute) const;
  PathReach result(std::size_t path) const;

  Service service_;
  WallTime from_;
  std::uint32_t minutes_;
  std::size_t vantage_points_ = 0;
  // By country, then by name.
  std::map<std::string, std::map<std::string, VantagePoint, std::less<>>, std::less<>> countries_;
};

}  // namespace tocsin::assess
