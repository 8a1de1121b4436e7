// A stage for live-state tests: probes that report, a time that only the test moves, and what is to
// be seen then.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/assess/dependence_report.h"
#include "core/assess/root_day.h"
#include "daemon/live/live_state.h"

namespace tocsin::collector {

using namespace std::chrono_literals;
using plan::Family;
using record::Admission;
using record::Outcome;
using record::Reach;
using record::Transport;

struct Query {
  char letter = 'k';
  Family family = Family::v4;
  Transport transport = Transport::udp;
  Outcome outcome = Outcome::answered;
  Duration before_closing = 1s;
  std::uint16_t rcode = 0;
  std::string nsid = {};
  std::optional<std::uint32_t> serial = {};
  Duration rtt = 12ms;
  record::Signs signs = {};
  std::vector<record::Stray> strays = {};
};

enum class Answers { both_rings, country_ring, no_ring };

inline constexpr std::string_view all_letters = "abcdefghijklm";

class Scene;

// A batch that is being put together, and sent with arrives().
class Report {
 public:
  Report(Scene& scene, std::string probe);

  Report& saw(const Query& query);
  // One query to each of these letters.
  Report& saw(std::string_view letters, Outcome outcome, Query like = {});
  Report& references(Answers answers);
  Report& references(Answers answers, Family family);
  Report& without_references();
  Report& closed(Duration ago);              // before it arrives
  Report& clock_ahead(Duration by);          // the probe's clock, of the collector's
  Report& numbered(std::uint64_t sequence);  // else: the next
  Report& admitted(Admission admission);
  Report& like(void (*change)(AdmittedBatch&));
  Report& to_judge();  // all so far were correctness queries
  void arrives();

 private:
  Scene& scene_;
  AdmittedBatch batch_;
};

class Scene {
 public:
  void enrol(const std::string& probe, const std::string& country);
  void enrol_unattested(const std::string& probe);
  Report report(const std::string& probe) { return {*this, probe}; }
  // What is said of replies to correctness queries from now on.
  void judge(std::optional<bool> correct) { correct_ = correct; }
  void wait(Duration time) { now_ = now_ + time; }

  // By a table in which "Party k" of CH runs the letter k, and so on.
  assess::DependenceReport dependence() const;
  // By a collector that keeps these zones, or none.
  Snapshot seen(const std::optional<VerifiedSerials>& zones = {}) const;
  ProbeStatus seen(const std::string& probe) const;
  std::optional<bool> up(const std::string& probe, const Query& query = {}) const;
  std::optional<std::string> instance(const std::string& probe, char letter = 'k') const;
  ProbeState state(const std::string& probe, Family family = Family::v4) const;
  RootStatus root(Family family = Family::v4, Transport transport = Transport::udp) const;
  std::uint64_t counted(const std::string& country, std::string_view result) const;

  WallTime now() const { return now_; }
  void take(const AdmittedBatch& batch);
  const LiveState& live() const { return live_; }
  std::uint64_t next_sequence(const std::string& probe) { return sequences_[probe]++; }

 private:
  WallTime now_{1'800'000'000s};
  LiveState live_;
  assess::RootDay day_{assess::RootTargets()};
  std::map<std::string, Attestation> attestations_;
  std::optional<bool> correct_;
  std::map<std::string, std::uint64_t> sequences_;
};

}  // namespace tocsin::collector
