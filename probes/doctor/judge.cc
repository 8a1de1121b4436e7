#include "probes/doctor/judge.h"

#include <algorithm>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;

constexpr Duration bound_wanted = 100ms;
constexpr Duration certificate_warning = std::chrono::hours(24 * 30);

std::string mebibytes(std::uint64_t bytes) {
  return std::to_string(bytes / (1024 * 1024)) + " MiB";
}

std::string of(std::uint32_t some, std::uint32_t all) {
  return std::to_string(some) + " of " + std::to_string(all);
}

Tally together(const Facts& facts, Tally FamilyFacts::* transport) {
  Tally sum;
  for (const auto& family : facts.families) {
    const auto& tally = family.*transport;
    sum.asked += tally.asked;
    sum.answered += tally.answered;
    sum.intercepted += tally.intercepted;
  }
  return sum;
}

Finding state(const Facts& facts) {
  if (facts.state_problem) {
    return {"state directory",
            Verdict::failure,
            *facts.state_problem,
            "make it, owned by the probe's user and closed to others"};
  }
  if (!facts.has_key) {
    return {
        "state directory", Verdict::warning, "no key yet", "run `tocsin-probe key --state DIR`"};
  }
  return {"state directory", Verdict::fine, "there, with a key", ""};
}

Finding clock_bound(const Facts& facts) {
  const auto& bound = facts.clock.bound;
  const std::string remedy = facts.time_servers > 0
                                 ? "see whether UDP port 123 reaches the time servers"
                                 : "run chronyd, or configure at least three time_servers";
  if (!bound) {
    return {"clock", Verdict::failure, "no bound: nothing measured can date an incident", remedy};
  }
  const auto text = "at most " +
                    std::to_string(std::chrono::ceil<std::chrono::milliseconds>(*bound).count()) +
                    " ms off";
  if (*bound > bound_wanted) return {"clock", Verdict::warning, text, remedy};
  return {"clock", Verdict::fine, text, ""};
}

Finding family(const Facts& facts, std::size_t index) {
  const std::string name = index == 0 ? "IPv4" : "IPv6";
  const auto& seen = facts.families[index];
  if (!seen.has_source) {
    return {name, Verdict::failure, "no route out", "get " + name + " from the access provider"};
  }
  const auto answered = seen.udp.answered + seen.tcp.answered;
  const auto asked = seen.udp.asked + seen.tcp.asked;
  const auto text = of(answered, asked) + " queries to root letters answered";
  if (answered == 0) return {name, Verdict::failure, text, "see what drops packets to port 53"};
  return {name, Verdict::fine, text, ""};
}

Finding transport(const std::string& name, const Tally& tally) {
  const auto text = of(tally.answered, tally.asked) + " root letters answered";
  const bool any = tally.answered > 0;
  if (!any) return {name, Verdict::failure, text, "open port 53 outwards for " + name};
  if (2 * tally.answered < tally.asked) {
    return {name, Verdict::warning, text, "see whether a firewall limits the rate to port 53"};
  }
  return {name, Verdict::fine, text, ""};
}

bool arrives(const std::optional<Outcome>& outcome) {
  return outcome == Outcome::answered || outcome == Outcome::truncated;
}

Finding large_answers(const Facts& facts) {
  bool small = false;
  bool large = false;
  for (const auto& seen : facts.families) {
    small = small || arrives(seen.large_at_1232);
    large = large || seen.large_at_4096 == Outcome::answered;
  }
  if (!small) {
    return {"EDNS",
            Verdict::failure,
            "no signed answer arrives",
            "see what drops DNS messages of more than 512 octets"};
  }
  if (!large) {
    return {"EDNS",
            Verdict::warning,
            "answers of more than 1232 octets are lost",
            "let fragments and packets of full size in; what is measured does not need them"};
  }
  return {"EDNS", Verdict::fine, "large answers arrive", ""};
}

Finding tracking(const Facts& facts) {
  if (!facts.connections_tracked || !facts.connections_tracked_max) {
    return {"connection tracking", Verdict::skipped, "none on this host", ""};
  }
  const auto text = std::to_string(*facts.connections_tracked) + " of " +
                    std::to_string(*facts.connections_tracked_max) + " entries";
  if (*facts.connections_tracked * 5 > *facts.connections_tracked_max * 4) {
    return {"connection tracking", Verdict::warning, text, "raise net.netfilter.nf_conntrack_max"};
  }
  return {"connection tracking", Verdict::fine, text, ""};
}

Finding interception(const Facts& facts) {
  const auto udp = together(facts, &FamilyFacts::udp);
  const auto tcp = together(facts, &FamilyFacts::tcp);
  const auto count = udp.intercepted + tcp.intercepted;
  if (count > 0) {
    return {"interception",
            Verdict::failure,
            of(count, udp.asked + tcp.asked) + " queries were answered by somebody on the way",
            "ask the access provider not to redirect port 53; `tocsin-probe trace` shows where"};
  }
  return {"interception", Verdict::fine, "no sign of it", ""};
}

Finding resolvers(const Facts& facts) {
  const auto& seen = facts.resolvers;
  if (seen.asked == 0) return {"resolvers", Verdict::skipped, "none configured", ""};
  const auto text = of(seen.answered, seen.asked) + " answer";
  if (seen.answered == 0) {
    return {"resolvers", Verdict::warning, text, "the probe needs none; this host's users do"};
  }
  return {"resolvers", Verdict::fine, text, ""};
}

Finding references(const Facts& facts) {
  constexpr std::array<const char*, 3> names{"line", "country", "world"};
  std::string text;
  bool silent = false;
  bool none_in_world = true;
  for (std::size_t ring = 0; ring < names.size(); ++ring) {
    const auto& v4 = facts.references.v4[ring];
    const auto& v6 = facts.references.v6[ring];
    const auto asked = v4.asked + v6.asked;
    const auto answered = v4.answered + v6.answered;
    text += (ring == 0 ? "" : ", ") + std::string(names[ring]) + " " + of(answered, asked);
    silent = silent || (asked > 0 && answered == 0);
    if (ring == 2) none_in_world = asked == 0;
  }
  if (none_in_world) {
    return {"references",
            Verdict::warning,
            text,
            "configure references in the world: without one this probe has no voice"};
  }
  if (silent) return {"references", Verdict::failure, text, "replace those that do not answer"};
  return {"references", Verdict::fine, text, ""};
}

Finding collectors(const Facts& facts) {
  if (facts.collectors.empty()) {
    return {"collectors",
            Verdict::warning,
            "none: batches stay in the spool",
            "enrol with a collector and configure it"};
  }
  std::string reasons;
  for (const auto& collector : facts.collectors) {
    if (!collector.unreachable) continue;
    reasons += (reasons.empty() ? "" : "; ") + collector.name + ": " + *collector.unreachable;
  }
  if (!reasons.empty()) {
    return {"collectors", Verdict::failure, reasons, "see whether its address and port are open"};
  }
  return {"collectors",
          Verdict::fine,
          std::to_string(facts.collectors.size()) + " answer by mutual TLS 1.3",
          ""};
}

Finding enrolment(const Facts& facts) {
  if (facts.collectors.empty()) return {"enrolment", Verdict::skipped, "no collector", ""};
  std::string missing;
  auto soonest = WallTime{Duration::max()};
  for (const auto& collector : facts.collectors) {
    if (!collector.certificate_ends) missing += (missing.empty() ? "" : ", ") + collector.name;
    if (collector.certificate_ends) soonest = std::min(soonest, *collector.certificate_ends);
  }
  if (!missing.empty()) {
    return {"enrolment",
            Verdict::failure,
            "not enrolled with " + missing,
            "run `tocsin-probe enroll` with a token of that collector"};
  }
  const auto text = "certificates hold until " + to_rfc3339(soonest);
  if (soonest <= facts.now) return {"enrolment", Verdict::failure, text, "enrol again"};
  if (soonest - facts.now < certificate_warning) {
    return {"enrolment", Verdict::warning, text, "enrol again before that"};
  }
  return {"enrolment", Verdict::fine, text, ""};
}

Finding spool(const Facts& facts) {
  if (!facts.disk_free_bytes) return {"spool", Verdict::skipped, "no state directory", ""};
  const auto text =
      mebibytes(*facts.disk_free_bytes) + " free, it may take " + mebibytes(facts.spool_bytes_max);
  if (*facts.disk_free_bytes < facts.spool_bytes_max) {
    return {"spool", Verdict::warning, text, "make room, or lower limits.spool_bytes_max"};
  }
  return {"spool", Verdict::fine, text, ""};
}

Finding traffic(const Facts& facts) {
  const auto& without = facts.plans_not_counted;
  const auto text = mebibytes(facts.bytes_a_day) + " a day at the most" +
                    (without.empty() ? "" : " without " + without) + ", of " +
                    mebibytes(facts.bytes_a_day_max) + " that this host allows";
  if (facts.bytes_a_day > facts.bytes_a_day_max) {
    return {"traffic",
            Verdict::warning,
            text,
            "raise limits.bytes_per_day, or plan less: what is over it is not measured"};
  }
  if (!without.empty()) {
    return {"traffic",
            Verdict::warning,
            text,
            "see in probe.yaml what " + without + " takes, and whether the limit has room for it"};
  }
  return {"traffic", Verdict::fine, text, ""};
}

}  // namespace

Verdict worst_of(const std::vector<Finding>& findings) {
  const auto any = [&](Verdict verdict) {
    return std::ranges::find(findings, verdict, &Finding::verdict) != findings.end();
  };
  if (any(Verdict::failure)) return Verdict::failure;
  return any(Verdict::warning) ? Verdict::warning : Verdict::fine;
}

std::vector<Finding> judge(const Facts& facts) {
  return {state(facts),
          clock_bound(facts),
          family(facts, 0),
          family(facts, 1),
          transport("UDP", together(facts, &FamilyFacts::udp)),
          transport("TCP", together(facts, &FamilyFacts::tcp)),
          large_answers(facts),
          tracking(facts),
          interception(facts),
          resolvers(facts),
          references(facts),
          collectors(facts),
          enrolment(facts),
          spool(facts),
          traffic(facts)};
}

}  // namespace tocsin::probe
