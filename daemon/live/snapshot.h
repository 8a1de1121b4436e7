// The live state at one moment: a value that /metrics and pages read while the state goes on.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/window_figures.h"
#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/record/envelope.h"
#include "core/record/reach.h"
#include "core/record/signs.h"
#include "core/record/stray.h"
#include "daemon/live/histogram.h"
#include "daemon/live/probe_registration.h"
#include "daemon/live/query_result.h"
#include "daemon/live/root_cell.h"

namespace tocsin::collector {

using assess::RootFigure;
using assess::Tally;

// What a probe counts as in a verdict on the root, in one family. An unattested probe is that
// before anything else, a silent one is that whatever its references said before.
enum class ProbeState : std::uint8_t { voice, isolated, line_dead, silent, unattested, unknown };

inline constexpr std::size_t probe_state_count = 6;
inline constexpr std::array<std::string_view, probe_state_count> probe_state_names{
    "voice", "isolated", "line_dead", "silent", "unattested", "unknown"};

inline constexpr std::size_t gap_reason_count = 5;

// Since the collector started.
struct ProbeCounts {
  std::uint64_t sequence_gaps = 0;  // batches that came ahead of their chain
  std::uint64_t late = 0;           // measurements too old, or not trusted to be dated
  std::uint64_t not_measured = 0;   // due, but left out by the probe or lost to its own dead line
  std::uint64_t unplaced = 0;       // measurements of an unknown target set, or that cannot be
  std::uint64_t duplicates = 0;     // batches that ingest should have held back
  std::array<std::uint64_t, gap_reason_count>
      lost{};  // batches that the probe says are not to be had

  bool operator==(const ProbeCounts&) const = default;
};

struct ProbeStatus {
  std::string name;
  std::optional<Attestation> attestation;
  bool attested = false;  // and the attestation covers this moment
  bool up = false;        // not silent
  std::optional<WallTime> last_report;
  std::string software;
  std::array<record::Reach, 2> reach{};  // by family; unknown where silent
  std::array<ProbeState, 2> state{};     // by family
  std::optional<Duration> clock_bound;
  ProbeCounts counts;
  // Fresh ones only, and none of a silent probe. Where the probe has a voice, none of when its way
  // may have been cut: what an isolated probe saw is shown, and says nothing of the root
  // afterwards.
  std::array<std::optional<bool>, root_cell_count> server_up{};
  std::array<std::optional<bool>, root_cell_count> server_up_recent{};  // as far as asked lately
  // Answered by somebody on the way: the server's own standing is then unknown.
  std::array<bool, root_cell_count> intercepted{};
  std::array<std::optional<Bytes>, root_target_count>
      instance{};  // NSID, at most its first 64 bytes
  std::array<std::optional<std::uint32_t>, root_target_count> serial{};

  bool has_voice(plan::Family family) const { return state[index_of(family)] == ProbeState::voice; }
};

// What the probes of one country measured of one cell, for as long as they go on.
struct CellTraffic {
  std::string country;  // or "unattested"
  RootCell cell;
  std::array<std::uint64_t, query_result_count> results{};
  Histogram durations;                                             // of answers with RCODE NOERROR
  std::array<std::uint64_t, record::sign_count> signs{};           // exchanges with each
  std::array<std::uint64_t, record::stray_reason_count> strays{};  // as far as probes keep them
};

struct RootStatus {
  plan::Family family = plan::Family::v4;
  record::Transport transport = record::Transport::udp;
  std::optional<RootFigure> figure;
  std::array<std::uint64_t, probe_state_count> probes{};  // by ProbeState
  std::array<Tally, letter_count> recent{};  // by letter: probes with a voice that asked it lately
};

// An instance of a root server and how old its zone is, as far as probes with a voice see it.
struct InstanceLag {
  char letter = 'a';
  Bytes instance = {};  // NSID; empty where it has none
  std::uint32_t probes = 0;
  // Since a newer zone was first seen elsewhere; zero where it has the newest. Nothing where its
  // serial is of no zone that the collector verified, though it keeps zones.
  std::optional<Duration> lag = {};
  std::optional<std::uint32_t> unverified_serial = {};  // the newest such that a probe saw there
};

struct Snapshot {
  WallTime at;
  std::vector<ProbeStatus> probes;  // by name
  std::vector<CellTraffic> traffic;
  std::array<RootStatus, 4> root;
  assess::LogWindows windows = {};          // the last hour and day
  std::vector<InstanceLag> instances = {};  // by letter and instance
};

}  // namespace tocsin::collector
