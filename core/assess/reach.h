// Which letters each probe reached lately, over which paths, and at which site: of each path the
// newest measurement, in whatever order they come. Memory grows with probes, not with measurements.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/assess/month_columns.h"
#include "core/base/result.h"

namespace tocsin::assess {

inline constexpr std::size_t reach_probes_max = 20'000;
inline constexpr std::size_t reach_sites_max = 100'000;

struct ReachCounts {
  std::uint64_t used = 0;         // SOA measurements in the window, whether the newest or not
  std::uint64_t outside = 0;      // sent before or after it
  std::uint64_t intercepted = 0;  // say nothing of the server
};

class Reach {
 public:
  struct Path {
    WallTime t;
    bool reached = false;             // a reply with RCODE 0 within four seconds
    std::optional<std::size_t> site;  // index into sites(); nothing where nobody says
    Scope scope{};
  };
  struct Probe {
    std::string name;
    std::string country;           // empty where the measurements do not say
    Scope scope = Scope::country;  // world: any of its measurements is
    std::array<std::array<std::optional<Path>, path_count>, rsi_max> letters;
  };
  struct Site {
    std::string name;
    std::uint32_t letters = 0;  // that were answered there: bit 0 is a
  };

  // The window is (end - length, end].
  Reach(WallTime end, Duration length) : end_(end), length_(length) {}

  // An error where a probe says of itself two countries, or there are too many probes or sites.
  Status<> add(const Measurement& measurement);

  WallTime end() const { return end_; }
  Duration length() const { return length_; }
  const ReachCounts& counts() const { return counts_; }
  const std::vector<Probe>& probes() const { return probes_; }
  const std::vector<Site>& sites() const { return sites_; }

 private:
  Result<Probe*> probe_of(const Measurement& measurement);
  Result<std::optional<std::size_t>> site_of(const Measurement& measurement);

  WallTime end_;
  Duration length_;
  ReachCounts counts_;
  std::vector<Probe> probes_;
  std::vector<Site> sites_;
  std::map<std::string, std::size_t, std::less<>> probe_names_;
  std::map<std::string, std::size_t, std::less<>> site_names_;
};

}  // namespace tocsin::assess
