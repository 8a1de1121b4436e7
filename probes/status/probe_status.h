// What a running probe last did, as plain data: it writes this down, and `tocsin-probe status`
// tells it. What is not known is nothing, never a zero that somebody could take for a figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/plan/limits.h"
#include "core/plan/target.h"
#include "core/record/envelope.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

struct BatchStatus {
  std::uint64_t sequence = 0;
  WallTime closed_at;
  std::uint64_t measured = 0;
  std::uint64_t not_measured = 0;

  bool operator==(const BatchStatus&) const = default;
};

struct PlanStatus {
  std::string name;
  std::optional<BatchStatus> last_batch;
  plan::NotMeasuredCounts left_out;  // since the plans that run were begun

  bool operator==(const PlanStatus&) const = default;
};

// The newest measurement of one root server over one family and transport.
struct LetterStatus {
  char letter = 'a';
  plan::Family family = plan::Family::v4;
  record::Transport transport = record::Transport::udp;
  record::Outcome outcome = record::Outcome::timeout;
  std::optional<Duration> rtt;
  WallTime sent_at;

  bool operator==(const LetterStatus&) const = default;
};

struct SpoolStatus {
  std::uint64_t batches = 0;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_max = 0;
  std::optional<std::uint64_t> oldest;       // its number
  std::optional<WallTime> oldest_closed_at;  // nothing for one that was there before the start
  std::uint64_t lost = 0;                    // since the start, for whatever reason

  bool operator==(const SpoolStatus&) const = default;
};

struct LastDelivery {
  std::uint64_t sequence = 0;
  WallTime at;

  bool operator==(const LastDelivery&) const = default;
};

// Of the acknowledged batches that were looked for in the collector's log, since the start.
struct InLogStatus {
  std::uint64_t proven = 0;
  std::uint64_t unwitnessed = 0;  // under the log's own signature, and no quorum of witnesses
  std::uint64_t unchecked = 0;    // nobody answered for too long
  std::uint64_t dropped = 0;      // cases in the evidence folder, of earlier runs too

  bool operator==(const InLogStatus&) const = default;
};

struct CollectorStatus {
  std::string name;
  std::optional<WallTime> certificate_ends;
  std::uint64_t waiting = 0;         // batches that it neither took nor refused
  std::optional<LastDelivery> last;  // since the start
  std::uint64_t acknowledged = 0;    // since the start, as the two that follow
  std::uint64_t refused = 0;
  std::uint64_t failed = 0;                                      // attempts
  enum class Way { untried, open, failing } way = Way::untried;  // the last attempt, if any
  // Why it takes nothing of this probe, in its own word; nothing: it does not say so.
  std::optional<std::string> turned_away = {};
  InLogStatus in_log = {};

  bool operator==(const CollectorStatus&) const = default;
};

struct ZoneStatus {
  std::uint32_t serial = 0;
  WallTime in_force_since;  // in this run
  WallTime verified_at;     // last, be it the same zone again
  WallTime good_until;

  bool operator==(const ZoneStatus&) const = default;
};

struct ProbeStatus {
  WallTime written_at;
  MonotonicTime written_at_monotonic;
  ByteArray<16> boot_id{};
  enum class Phase { running, stopped } phase = Phase::running;
  WallTime started_at;
  std::string version;
  record::ProbeId probe{};
  std::uint64_t incarnation = 0;
  std::optional<Duration> clock_bound;
  record::ClockSource clock_source = record::ClockSource::none;
  record::RingCounts references;
  std::vector<PlanStatus> plans;
  std::vector<LetterStatus> letters;
  SpoolStatus spool;
  std::vector<CollectorStatus> collectors;
  enum class Zone { not_needed, needed } zone_is = Zone::not_needed;
  std::optional<ZoneStatus> zone;

  bool operator==(const ProbeStatus&) const = default;
};

}  // namespace tocsin::probe
