#include "audit/batch_text.h"

#include <iomanip>
#include <ostream>

#include "audit/router_text.h"
#include "core/base/hex.h"
#include "core/record/instance.h"
#include "core/record/reach.h"

namespace tocsin::audit {
namespace {

using record::Envelope;

std::ostream& label(std::ostream& out, std::string_view name) {
  return out << std::left << std::setw(17) << name;
}

// Text of strangers never reaches a terminal as it is.
std::string safe(std::string_view text) {
  return record::instance_text(as_bytes(text));
}

void print_steps(std::ostream& out, const BatchAudit& audit) {
  for (std::size_t i = 0; i < step_count; ++i) {
    const auto step = static_cast<Step>(i);
    label(out, step_names[i]);
    if (audit.failed && step > *audit.failed) {
      out << "not reached\n";
    } else if (audit.failed == step) {
      out << "NO: " << audit.why << "\n";
    } else {
      out << "yes\n";
    }
  }
}

std::string clock_text(const record::ClockReading& reading) {
  constexpr std::string_view sources[] = {"no source", "kernel", "chrony", "time servers"};
  auto text = to_rfc3339(reading.wall);
  if (reading.bound) {
    text += " within " + std::to_string(reading.bound->count()) + " ns";
  } else {
    text += " without a bound";
  }
  return text + " (" + std::string(sources[static_cast<std::size_t>(reading.source)]) + ")";
}

std::string outcomes_text(const Envelope& envelope) {
  std::string text;
  for (std::size_t i = 0; i < record::outcome_count; ++i) {
    if (envelope.outcomes[i] == 0) continue;
    if (!text.empty()) text += ", ";
    text += std::to_string(envelope.outcomes[i]) + " " + std::string(record::outcome_names[i]);
  }
  return text.empty() ? "nothing measured" : text;
}

void print_reach(std::ostream& out, const Envelope& envelope) {
  label(out, "reach") << "IPv4 " << name_of(record::reach_of(envelope.references.v4)) << ", IPv6 "
                      << name_of(record::reach_of(envelope.references.v6)) << "\n";
}

void print_gaps(std::ostream& out, const Envelope& envelope) {
  for (const auto& gap : envelope.gaps) {
    label(out, "gap") << gap.first << " to " << gap.last << ", reason "
                      << static_cast<unsigned>(gap.reason) << "\n";
  }
}

void print_envelope(std::ostream& out, const Envelope& envelope, const Digest& digest) {
  label(out, "envelope") << to_hex(digest) << "\n";
  label(out, "probe") << to_hex(envelope.probe) << ", key epoch " << envelope.key_epoch << "\n";
  label(out, "place in chain") << envelope.sequence << " of incarnation " << std::hex
                               << std::setfill('0') << std::right << std::setw(16)
                               << envelope.incarnation << std::dec << std::setfill(' ') << "\n";
  label(out, "plan") << safe(envelope.plan) << " by " << safe(envelope.software) << "\n";
  label(out, "closed") << clock_text(envelope.closed_at) << "\n";
  label(out, "outcomes") << outcomes_text(envelope) << "\n";
  label(out, "not measured") << envelope.not_measured << "\n";
  print_reach(out, envelope);
  print_gaps(out, envelope);
}

void print_traces(std::ostream& out, const record::Payload& payload) {
  for (const auto& row : payload.measurements) {
    if (!row.trace) continue;
    label(out, "trace") << "endpoint " << row.endpoint << ", " << name_of(row.outcome) << " ("
                        << name_of(row.trace->end) << "): " << way_text(*row.trace) << "\n";
  }
}

void print_lookups(std::ostream& out, const record::Payload& payload) {
  std::array<std::size_t, record::resolver_finding_count> counts{};
  for (const auto& lookup : payload.lookups) ++counts[static_cast<std::size_t>(lookup.finding)];
  std::string text;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(counts[i]) + " ";
    text += name_of(static_cast<record::ResolverFinding>(i));
  }
  if (!text.empty()) label(out, "lookups") << text << "\n";
}

}  // namespace

void print_text(std::ostream& out, const BatchAudit& audit) {
  print_steps(out, audit);
  if (!audit.envelope) return;
  out << (audit.holds(Step::is_signed) ? "\nThe batch says:\n" : "\nWhoever wrote it says:\n");
  print_envelope(out, *audit.envelope, *audit.digest);
  if (!audit.payload) return;
  print_traces(out, *audit.payload);
  print_lookups(out, *audit.payload);
}

}  // namespace tocsin::audit
