#include "audit/annotations.h"

#include <algorithm>
#include <ranges>

#include "core/base/hex.h"

namespace tocsin::audit {
namespace {

using record::Effect;

bool is_of(const record::Annotation& said, const record::ProbeId& probe) {
  return said.probes.empty() || std::ranges::binary_search(said.probes, probe);
}

bool ever_vouched(const entry::EnrolledProbe& probe, const std::string& country) {
  return std::ranges::any_of(probe.attestations,
                             [&](const auto& said) { return said.country == country; });
}

// Where no country vouches for it nothing of it is measured, and whoever once did may say why.
bool is_own(const entry::EnrolledProbe& probe, const std::string& country, WallTime time) {
  const auto* in_force = probe.attested_at(time);
  return in_force == nullptr || in_force->country == country;
}

// The runs of intervals in which the probe is this country's.
void add_own(std::vector<assess::Portion>& portions,
             const entry::EnrolledProbe& probe,
             const std::string& country,
             const record::Annotation& said,
             const Span& within) {
  const auto until = std::min(said.until, within.until);
  std::optional<WallTime> first;
  auto at = assess::interval_begin(std::max(said.from, within.from));
  for (; at < until; at = at + assess::interval_length) {
    const bool own = is_own(probe, country, at);
    if (own && !first) first = at;
    if (own || !first) continue;
    portions.push_back({probe.name, said.letters, *first, at});
    first.reset();
  }
  if (first) portions.push_back({probe.name, said.letters, *first, at});
}

std::vector<assess::Portion> of_country(const std::string& country,
                                        const record::Annotation& said,
                                        const entry::Roster& roster,
                                        const Span& within) {
  std::vector<assess::Portion> portions;
  for (const auto& [id, probe] : roster.probes()) {
    if (is_of(said, id) && ever_vouched(probe, country)) {
      add_own(portions, probe, country, said, within);
    }
  }
  return portions;
}

std::vector<assess::Portion> of_keeper(const record::Annotation& said,
                                       const entry::Roster& roster) {
  if (said.probes.empty()) return {{"", said.letters, said.from, said.until}};
  std::vector<assess::Portion> portions;
  for (const auto& id : said.probes) {
    if (const auto* probe = roster.find(id)) {
      portions.push_back({probe->name, said.letters, said.from, said.until});
    }
  }
  return portions;
}

std::vector<std::string> names_of(const std::vector<record::ProbeId>& probes,
                                  const entry::Roster& roster) {
  std::vector<std::string> names;
  for (const auto& id : probes) {
    const auto* probe = roster.find(id);
    names.push_back(probe == nullptr ? to_hex(id) : probe->name);
  }
  return names;
}

std::string letters_run_by(const crypto::PublicKey& key, const Believed& believed) {
  std::string letters;
  for (const auto& [letter, operator_key] : believed.operators) {
    if (operator_key == key) letters += letter;
  }
  return letters;
}

const std::string* country_of(const crypto::PublicKey& key, const Believed& believed) {
  const auto found = std::ranges::find(
      believed.countries, key, [](const auto& each) -> const auto& { return each.second; });
  return found == believed.countries.end() ? nullptr : &found->first;
}

// Of the letters that its operator runs those that it speaks of.
std::string replied_for(const record::Annotation& said, const std::string& run) {
  std::string letters;
  for (const char letter : run) {
    const bool meant = said.letters.empty() || said.letters.find(letter) != std::string::npos;
    if (meant) letters += letter;
  }
  return letters;
}

}  // namespace

Annotated annotated_from(const record::Annotation& said,
                         const Believed& believed,
                         const entry::Roster& roster,
                         const Span& within) {
  Annotated annotated{.effect = said.effect,
                      .by = said.by,
                      .why = said.why,
                      .vps = names_of(said.probes, roster),
                      .letters = said.letters,
                      .from = said.from,
                      .until = said.until,
                      .whose = {},
                      .replies_for = {},
                      .left_out = {}};
  const bool excludes = said.effect == Effect::exclusion;
  const auto run = letters_run_by(said.key, believed);
  if (!excludes) annotated.replies_for = replied_for(said, run);
  if (std::ranges::find(believed.keepers, said.key) != believed.keepers.end()) {
    annotated.whose = "keeper";
    if (excludes) annotated.left_out = of_keeper(said, roster);
  } else if (const auto* country = country_of(said.key, believed)) {
    annotated.whose = "country " + *country;
    if (excludes) annotated.left_out = of_country(*country, said, roster, within);
  } else if (!run.empty()) {
    annotated.whose = "operator of " + run;
  }
  return annotated;
}

Annotated annotated_from(const assess::Annotation& line) {
  const auto& about = line.about;
  Annotated annotated{.effect = line.effect,
                      .by = line.by,
                      .why = line.why,
                      .vps = {},
                      .letters = about.letters,
                      .from = about.from,
                      .until = about.until,
                      .whose = "reader",
                      .replies_for = {},
                      .left_out = {}};
  if (!about.vp.empty()) annotated.vps.push_back(about.vp);
  if (line.effect == Effect::exclusion) annotated.left_out = {about};
  if (line.effect == Effect::remark) annotated.replies_for = about.letters;
  return annotated;
}

std::vector<assess::Annotation> lines_of(const Annotated& annotated) {
  std::vector<assess::Annotation> lines;
  const auto add = [&](assess::Portion about) {
    lines.push_back({annotated.effect, std::move(about), annotated.by, annotated.why});
  };
  for (const auto& portion : annotated.left_out) add(portion);
  if (annotated.replies_for.empty()) return lines;
  const auto reply_about = [&](const std::string& vp) {
    add({vp, annotated.replies_for, annotated.from, annotated.until});
  };
  if (annotated.vps.empty()) reply_about("");
  for (const auto& vp : annotated.vps) reply_about(vp);
  return lines;
}

void leave_out(std::vector<Annotated>& annotations, assess::MonthColumns& columns) {
  for (auto& each : annotations) {
    for (const auto& portion : each.left_out) each.measurements += columns.exclude(portion);
  }
}

}  // namespace tocsin::audit
