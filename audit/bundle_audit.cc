#include "audit/bundle_audit.h"

#include <algorithm>
#include <set>

#include "audit/count_text.h"
#include "audit/standing.h"
#include "audit/witnessed.h"
#include "core/bundle/account.h"
#include "core/bundle/clocks.h"
#include "core/bundle/range.h"
#include "core/bundle/report.h"
#include "core/bundle/stated_roster.h"
#include "core/bundle/verify_script.h"

namespace tocsin::audit {
namespace {

using bundle::Claim;
using Holds = Rung::Holds;

Holds when(bool good) {
  return good ? Holds::yes : Holds::no;
}

template <class Texts>
std::string joined(const Texts& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + std::string(text);
  return all.empty() ? "none" : all;
}

std::string seconds_text(WallTime time) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(time.since_epoch);
  return to_rfc3339({whole}).substr(0, 19) + "Z";
}

Rung signed_rung(const Claim& claim) {
  const auto& counts = claim.counts;
  const auto bad = counts.not_signed + counts.unreadable;
  if (bad == 0) {
    return {"SIGNED",
            Holds::yes,
            "each batch by the key that its probe enrolled with; " +
                count_text(counts.batches, "batch counts", "batches count")};
  }
  return {"SIGNED",
          Holds::no,
          count_text(counts.not_signed, "batch is", "batches are") + " not, and of " +
              count_text(counts.unreadable, "batch", "batches") +
              " the payload is not what was signed"};
}

// Countries with a vantage point over any path.
std::set<std::string> countries_of(const Claim& claim) {
  std::set<std::string> countries;
  for (const auto& path : claim.reachability) {
    for (const auto& country : path.countries) {
      if (country.vantage_points > 0) countries.insert(country.country);
    }
  }
  return countries;
}

Rung attested_rung(const Claim& claimed, const Claim& concluded, const TrustPolicy& policy) {
  const auto mine = countries_of(concluded);
  auto others = countries_of(claimed);
  std::erase_if(others, [&](const auto& country) { return mine.contains(country); });
  auto said = count_text(mine.size(), "country", "countries") + " by your keys: " + joined(mine);
  if (!others.empty()) said += "; not by them, and left out: " + joined(others);
  const bool enough = mine.size() >= policy.countries_needed;
  if (!enough) said += "; you ask for " + std::to_string(policy.countries_needed);
  return {"ATTESTED", when(enough), said};
}

Rung included_rung(const Result<bundle::Range>& range) {
  if (!range) return {"INCLUDED", Holds::no, range.error().text};
  return {"INCLUDED",
          Holds::yes,
          count_text(range->entries.size(), "entry", "entries") + " from " +
              std::to_string(range->first()) + " on and " +
              count_text(range->earlier.size(), "earlier one", "earlier ones") +
              ", in the tree of " + range->after.checkpoint.origin};
}

Rung witnessed_rung(const Witnessed& before, const Witnessed& after, const TrustPolicy& policy) {
  const auto name = "WITNESSED";
  for (const auto* each : {&before, &after}) {
    if (!each->error.empty()) return {name, Holds::no, each->error};
  }
  auto said = std::to_string(after.names.size()) + " of " +
              count_text(policy.log.witnesses.size(), "witness", "witnesses") + ": " +
              joined(after.names);
  const bool enough = before.quorum && after.quorum;
  if (!enough) said += "; not the quorum that you ask for";
  return {name, when(enough), said};
}

std::string state_of(const bundle::ProbeAccount& probe) {
  std::vector<std::string> parts;
  if (probe.missing > 0) {
    parts.push_back(std::to_string(probe.missing) + " missing, " + std::to_string(probe.explained) +
                    " explained");
  }
  if (probe.broken > 0) parts.push_back("chain broken " + std::to_string(probe.broken) + " times");
  const auto silent = std::chrono::floor<std::chrono::seconds>(probe.silent).count();
  if (silent > 0) parts.push_back("silent for " + std::to_string(silent) + " s");
  return parts.empty() ? "" : probe.name + " (" + joined(parts) + ")";
}

// Who the probes were before the range, and on whose word that rests; or why it does not hold.
Result<std::string> roster_word(const bundle::Contents& contents, const bundle::Range& range) {
  using Rests = bundle::StatedRoster::Rests;
  const auto stated = bundle::stated_roster(contents, range);
  const auto before = "before entry " + std::to_string(range.first());
  switch (stated.rests) {
    case Rests::on_the_log:
      return "the whole log is here";
    case Rests::on_the_writer:
      return fail("no roster in it says what else of the probes was logged " + before);
    case Rests::on_what_is_wrong:
      return fail(stated.why);
    case Rests::on_a_snapshot:
      break;
  }
  const auto index = std::to_string(stated.index);
  const auto object = contents.find(bundle::object_path(stated.reference.digest));
  if (object == contents.end() || object->second != stated.roster) {
    return fail("the roster that entry " + index + " names is not here");
  }
  return "the roster " + before + " is the one that entry " + index +
         " names, which is the collector's word unless you check the whole log";
}

// The range has no hole, which INCLUDED has shown; here is whether it covers the span with all data
// of the reader's countries, and of which probes the chain is not whole in it. A chain that is not
// is its probe's own doing: it costs the probe its word, and nobody else his evidence.
Rung complete_rung(const bundle::Contents& contents,
                   const bundle::Range& range,
                   const Claim& claim,
                   const Witnessed& before,
                   const Witnessed& after) {
  const auto name = "COMPLETE RANGE";
  const auto& counts = claim.counts;
  const auto lacking = counts.without_payload + counts.unknown_targets;
  if (lacking > 0) {
    return {name,
            Holds::no,
            "of " + count_text(lacking, "batch", "batches") + " the data are not here"};
  }
  const bool whole_log = range.first() == 0;
  const bool begins = whole_log || (before.by && *before.by <= claim.question.from);
  if (!begins) {
    return {name, Holds::no, "not enough of your witnesses say that it begins before the span"};
  }
  const bool ends = after.since && *after.since >= claim.question.to;
  if (!ends) {
    return {name, Holds::no, "not enough of your witnesses say that it ends after the span"};
  }
  const auto roster = roster_word(contents, range);
  if (!roster) return {name, Holds::no, roster.error().text};
  std::vector<std::string> states;
  for (const auto& probe : claim.probes) {
    if (auto state = state_of(probe); !state.empty()) states.push_back(std::move(state));
  }
  const auto said = "nothing that was logged is left out; " + *roster + "; of " +
                    count_text(claim.probes.size(), "probe", "probes") +
                    " these have gaps: " + joined(states);
  return {name, Holds::yes, said};
}

WallTime rounded_up(WallTime time) {
  return {std::chrono::ceil<std::chrono::seconds>(time.since_epoch)};
}

// What tokens add to the witnesses' times: by whom, and why one does not count.
std::string stamps_text(const StampAudit& stamps, const TrustPolicy& policy) {
  if (stamps.tokens.empty()) return "no token of a time-stamping authority";
  std::string said;
  if (stamps.after) {
    said += "not before " + seconds_text(*stamps.after) + " by " + stamps.after_by + ", ";
  }
  said += "stamped by " + joined(stamps.authorities);
  if (stamps.by)
    said += ", all of it there at the latest at " + seconds_text(rounded_up(*stamps.by));
  const auto needed = policy.authorities_needed;
  if (stamps.authorities.size() < needed) said += "; you ask for " + std::to_string(needed);
  for (const auto& token : stamps.tokens) {
    const auto& why_not = token.opened.why_not;
    if (!why_not.empty()) said += "; " + token.file + " does not count: " + why_not;
  }
  return said;
}

Rung timestamped_rung(const bundle::Range& range,
                      const Claim& claim,
                      const Witnessed& before,
                      const Witnessed& after,
                      const StampAudit& stamps,
                      const TrustPolicy& policy) {
  const auto name = "TIMESTAMPED";
  const auto stamped = stamps_text(stamps, policy);
  if (!after.by || (range.before && !before.since)) {
    return {name, Holds::no, "no witness of yours says when; " + stamped};
  }
  auto said = "logged by " + seconds_text(*after.by);
  if (before.since) said = "not before " + seconds_text(*before.since) + ", " + said;
  if (claim.newest - bundle::clocks_apart_max > *after.by) {
    return {name, Holds::no, said + ", yet dated up to " + seconds_text(claim.newest)};
  }
  const bool ends_early =
      stamps.after && stamps.by && *stamps.after > *stamps.by + bundle::clocks_apart_max;
  return {name,
          when(!ends_early && stamps.authorities.size() >= policy.authorities_needed),
          said + ", as witnesses have signed; " + stamped};
}

// Neither file need be there, but people read the one and run the other.
bool is_other(const bundle::Contents& contents, std::string_view path, std::string_view expected) {
  const auto file = contents.find(std::string(path));
  return file != contents.end() && as_text(file->second) != expected;
}

Rung reproduced_rung(const bundle::Contents& contents, const Claim& claimed) {
  const auto name = "CLAIM REPRODUCED";
  if (is_other(contents, bundle::claim_path, bundle::to_json(claimed))) {
    return {name, Holds::no, "its data give another claim"};
  }
  if (is_other(contents, bundle::report_path, bundle::report_html(claimed))) {
    return {name, Holds::no, "report.html is not the page of this claim, or of another version"};
  }
  if (is_other(contents, bundle::verify_path, bundle::verify_script())) {
    return {name, Holds::no, "verify.sh is not our script, or of another version: do not run it"};
  }
  return {name, Holds::yes, "what it claims follows from its data"};
}

Rung format_rung(Holds holds, std::string said) {
  return {"FORMAT", holds, std::move(said)};
}

}  // namespace

BundleAudit audit_bundle(const bundle::Contents& contents, const TrustPolicy& policy) {
  BundleAudit audit;
  auto& ladder = audit.ladder;
  const auto json = contents.find(std::string(bundle::claim_path));
  if (json == contents.end()) {
    ladder.push_back(format_rung(Holds::no, "there is no claim.json"));
    return audit;
  }
  const auto head = bundle::claim_head_from(as_text(json->second));
  if (!head) {
    ladder.push_back(format_rung(Holds::no, "claim.json: " + head.error().text));
    return audit;
  }
  const auto range = bundle::replay(contents);
  if (!range) {
    ladder.push_back(format_rung(Holds::yes, "every file is as MANIFEST says"));
    ladder.push_back(included_rung(range));
    return audit;
  }
  auto claimed = bundle::account_of(contents, *range, head->question, head->countries);
  auto concluded = bundle::account_of(contents, *range, head->question, policy.countries);
  if (!claimed || !concluded) {
    const auto& error = claimed ? concluded.error() : claimed.error();
    ladder.push_back(format_rung(Holds::no, error.text));
    return audit;
  }
  bundle::stamp(*claimed, *range, head->authorities);
  // Without a checkpoint before, nobody can be asked for more than the one after.
  const auto after = witnessed(range->after.note, policy.log);
  const auto before =
      range->before ? witnessed(range->before->note, policy.log) : Witnessed{.quorum = true};
  ladder.push_back(format_rung(Holds::yes, "every file is as MANIFEST says"));
  ladder.push_back(signed_rung(*claimed));
  ladder.push_back(attested_rung(*claimed, *concluded, policy));
  ladder.push_back(included_rung(range));
  ladder.push_back(witnessed_rung(before, after, policy));
  ladder.push_back(complete_rung(contents, *range, *concluded, before, after));
  audit.stamps = audit_stamps(*range, policy, after.first, concluded->newest);
  concluded->authorities = policy.authorities;
  concluded->stamps = bundle::stamps_of(audit.stamps.tokens);
  ladder.push_back(timestamped_rung(*range, *concluded, before, after, audit.stamps, policy));
  ladder.push_back(reproduced_rung(contents, *claimed));
  if (auto stands = stands_rung(*claimed, *concluded, policy.countries_spared)) {
    ladder.push_back(*std::move(stands));
  }
  audit.concluded = *std::move(concluded);
  return audit;
}

}  // namespace tocsin::audit
