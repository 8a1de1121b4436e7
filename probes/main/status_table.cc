#include "probes/main/status_table.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/base/hex.h"
#include "probes/main/status_words.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using plan::Family;
using record::Transport;

constexpr std::size_t name_width = 12;

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string line(const std::string& name, const std::string& what) {
  return padded(name, name_width) + what + "\n";
}

// "12 s", "3 min", "5 h", "2 d": enough to see whether it is fresh.
std::string age_text(Duration age) {
  struct Unit {
    Duration length;
    std::string_view name;
  };
  constexpr std::array<Unit, 4> units{{{24h, " d"}, {1h, " h"}, {1min, " min"}, {1s, " s"}}};
  if (age < Duration::zero()) return "unknown";
  for (const auto& [length, name] : units) {
    if (age >= 2 * length) return std::to_string(age / length) + std::string(name);
  }
  return std::to_string(age / 1s) + " s";
}

std::string ago(const std::optional<WallTime>& then, WallTime now) {
  if (!then || now < *then) return "unknown";
  return age_text(now - *then) + " ago";
}

std::string milliseconds(Duration duration) {
  std::array<char, 32> text{};
  std::snprintf(
      text.data(), text.size(), "%.1f ms", static_cast<double>(duration.count()) / 1'000'000);
  return text.data();
}

std::string running_text(const ProbeStatus& status, const StatusVerdict& verdict, WallTime now) {
  const auto written = verdict.age ? age_text(*verdict.age) + " ago" : std::string("unknown");
  return std::string(name_of(verdict.running)) + "; written " + written + ", started " +
         ago(status.started_at, now);
}

std::string clock_text(const ProbeStatus& status) {
  if (!status.clock_bound) return "no bound";
  return "at most " + milliseconds(*status.clock_bound) + " off, by " +
         std::string(word_for(status.clock_source));
}

std::string rings_text(const std::array<record::RingCount, 3>& rings) {
  auto text = padded(std::string(record::name_of(record::reach_of(rings))), 11);
  for (std::size_t i = 0; i < rings.size(); ++i) {
    text += " " + std::string(ring_names[i]) + " " + std::to_string(rings[i].answered) + "/" +
            std::to_string(rings[i].asked);
  }
  return text;
}

std::string plan_text(const PlanStatus& plan, WallTime now) {
  const auto& batch = plan.last_batch;
  const auto last = batch ? std::to_string(batch->measured) + " measured and " +
                                std::to_string(batch->not_measured) + " not, " +
                                ago(batch->closed_at, now)
                          : std::string("no batch yet");
  return last + "; left out since it began: " + plan.left_out.text();
}

std::string spool_text(const SpoolStatus& spool, WallTime now) {
  const auto oldest = spool.oldest ? ", the oldest (" + std::to_string(*spool.oldest) + ") from " +
                                         ago(spool.oldest_closed_at, now)
                                   : std::string();
  return std::to_string(spool.batches) + " batches, " + std::to_string(spool.bytes) + " of " +
         std::to_string(spool.bytes_max) + " bytes" + oldest + ", lost " +
         std::to_string(spool.lost);
}

std::string collector_text(const CollectorStatus& collector, WallTime now) {
  const auto last = collector.last ? std::to_string(collector.last->sequence) + " acknowledged " +
                                         ago(collector.last->at, now)
                                   : std::string("nothing acknowledged since the start");
  constexpr std::array<std::string_view, 3> ways{"untried", "open", "failing"};
  auto way = std::string(ways[static_cast<std::size_t>(collector.way)]);
  if (collector.turned_away) way = "turned away (" + *collector.turned_away + ")";
  return way + ", " + last + "; " + std::to_string(collector.waiting) + " wait, " +
         std::to_string(collector.refused) + " refused";
}

std::string in_log_text(const InLogStatus& in_log) {
  return std::to_string(in_log.proven) + " seen in its log, " + std::to_string(in_log.unwitnessed) +
         " unwitnessed, " + std::to_string(in_log.unchecked) + " unchecked, " +
         std::to_string(in_log.dropped) + " dropped";
}

std::string zone_text(const ProbeStatus& status, WallTime now) {
  if (!status.zone) {
    return status.zone_is == ProbeStatus::Zone::needed ? "none in force" : "none needed";
  }
  return std::to_string(status.zone->serial) + ", in force since " +
         ago(status.zone->in_force_since, now) + ", verified " +
         ago(status.zone->verified_at, now) + ", good until " +
         to_rfc3339(status.zone->good_until).substr(0, 19) + "Z";
}

std::string how_it_went(const ProbeStatus& status, char name, Family family, Transport transport) {
  const auto is_it = [&](const LetterStatus& letter) {
    return letter.letter == name && letter.family == family && letter.transport == transport;
  };
  const auto found = std::ranges::find_if(status.letters, is_it);
  if (found == status.letters.end()) return "unknown";
  const bool timed = found->outcome == record::Outcome::answered && found->rtt;
  return timed ? milliseconds(*found->rtt) : std::string(record::name_of(found->outcome));
}

std::string letters_table(const ProbeStatus& status) {
  std::string text = "letter      ipv4 udp     ipv4 tcp     ipv6 udp     ipv6 tcp\n";
  for (char name = 'a'; name <= 'm'; ++name) {
    auto row = padded(std::string(1, name), name_width);
    for (const auto family : {Family::v4, Family::v6}) {
      for (const auto transport : {Transport::udp, Transport::tcp}) {
        row += padded(how_it_went(status, name, family, transport), 13);
      }
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  }
  return text;
}

}  // namespace

std::string as_table(const ProbeStatus& status, const StatusVerdict& verdict, WallTime now) {
  std::string text;
  text += line("probe",
               to_hex(status.probe) + ", " + status.version + ", incarnation " +
                   std::to_string(status.incarnation));
  text += line("runs", running_text(status, verdict, now));
  text += line("clock", clock_text(status));
  text += line("ipv4", rings_text(status.references.v4));
  text += line("ipv6", rings_text(status.references.v6));
  for (const auto& plan : status.plans) text += line(plan.name, plan_text(plan, now));
  text += line("root zone", zone_text(status, now));
  text += line("spool", spool_text(status.spool, now));
  for (const auto& collector : status.collectors) {
    text += line(collector.name, collector_text(collector, now));
    text += line("", in_log_text(collector.in_log));
    text += line(
        "",
        "certificate ends " +
            (collector.certificate_ends ? to_rfc3339(*collector.certificate_ends) : "unknown"));
  }
  text += "\n" + letters_table(status) + "\n";
  for (const auto& problem : verdict.problems) text += "! " + problem + "\n";
  return text + (verdict.problems.empty() ? "The probe is healthy.\n" : "");
}

}  // namespace tocsin::probe
