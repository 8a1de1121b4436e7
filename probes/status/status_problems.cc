#include "probes/status/status_problems.h"

#include <array>

namespace tocsin::probe {
namespace {

using plan::Family;
using record::Reach;

std::string text_of(Duration duration) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(duration).count()) + " s";
}

std::string problem_of(Running running, std::optional<Duration> age) {
  switch (running) {
    case Running::yes:
      break;
    case Running::stopped:
      return "the probe was stopped";
    case Running::silent:
      return "the probe has written nothing for " + text_of(age.value_or(Duration::zero())) +
             ": it seems not to run";
    case Running::unknown:
      return "the clock was set back since: whether the probe runs is not known";
  }
  return "";
}

std::string problem_of(Reach reach, std::string_view family) {
  const auto over = std::string(family) + ": ";
  switch (reach) {
    case Reach::connected:
      return "";
    case Reach::unknown:
      return over + "no reference in the world was heard of: no voice in a verdict on the root";
    case Reach::isolated:
      return over + "isolated: the country's references answer, the world's do not";
    case Reach::line_dead:
      return over + "no reference answers: nothing is measured";
  }
  return "";
}

void add(std::vector<std::string>& problems, std::string problem) {
  if (!problem.empty()) problems.push_back(std::move(problem));
}

// By the word of the collector's problem document.
std::string why_turned_away(std::string_view word) {
  if (word == "revoked") return "the country has taken back its word for it";
  if (word == "unknown-probe") return "it is not enrolled there: enrol again";
  return "it says " + std::string(word) + ": enrol again";
}

void add_collector(std::vector<std::string>& problems,
                   const CollectorStatus& collector,
                   WallTime now) {
  const auto about = "collector " + collector.name + ": ";
  const auto waiting = std::to_string(collector.waiting) + " batches wait";
  if (collector.turned_away) {
    add(problems,
        about + "takes nothing of this probe, for " + why_turned_away(*collector.turned_away) +
            "; " + waiting);
  } else if (collector.way == CollectorStatus::Way::failing) {
    add(problems, about + "the last attempt failed, " + waiting);
  }
  if (collector.refused > 0) {
    add(problems,
        about + "refused " + std::to_string(collector.refused) +
            " batches for good since the start: `tocsin-probe refused` tells which");
  }
  if (collector.in_log.dropped > 0) {
    add(problems,
        about + "its log lacks " + std::to_string(collector.in_log.dropped) +
            " batches that it acknowledged: the proof is in evidence/" + collector.name);
  }
  if (collector.in_log.unchecked > 0) {
    add(problems,
        about + "whether its log has " + std::to_string(collector.in_log.unchecked) +
            " batches that it acknowledged could not be asked");
  }
  if (collector.certificate_ends && *collector.certificate_ends < now) {
    add(problems, about + "the certificate has ended: enrol again");
  }
}

}  // namespace

std::optional<Duration> age_of(const ProbeStatus& status,
                               const BothClocks& now,
                               const ByteArray<16>& boot_id) {
  const bool same_boot = status.boot_id == boot_id;
  const auto age =
      same_boot ? now.after - status.written_at_monotonic : now.wall - status.written_at;
  if (age < Duration::zero()) return std::nullopt;
  return age;
}

std::string_view name_of(Running running) {
  constexpr std::array<std::string_view, 4> names{"yes", "stopped", "silent", "unknown"};
  return names[static_cast<std::size_t>(running)];
}

Running running_of(const ProbeStatus& status, std::optional<Duration> age) {
  if (status.phase == ProbeStatus::Phase::stopped) return Running::stopped;
  if (!age) return Running::unknown;
  return *age > silent_after ? Running::silent : Running::yes;
}

Reach reach_of(const ProbeStatus& status, Family family) {
  return record::reach_of(family == Family::v4 ? status.references.v4 : status.references.v6);
}

std::vector<std::string> problems_of(const ProbeStatus& status,
                                     std::optional<Duration> age,
                                     WallTime now) {
  const auto running = running_of(status, age);
  if (running != Running::yes) return {problem_of(running, age)};  // the rest is history
  std::vector<std::string> problems;
  if (!status.clock_bound) add(problems, "the clock has no bound: incidents cannot be dated");
  add(problems, problem_of(reach_of(status, Family::v4), "IPv4"));
  add(problems, problem_of(reach_of(status, Family::v6), "IPv6"));
  if (status.zone_is == ProbeStatus::Zone::needed && !status.zone) {
    add(problems, "no root zone is in force: what needs one is not measured");
  }
  if (status.spool.lost > 0) {
    add(problems, std::to_string(status.spool.lost) + " batches were lost since the start");
  }
  for (const auto& collector : status.collectors) add_collector(problems, collector, now);
  return problems;
}

}  // namespace tocsin::probe
