#include "daemon/evidence/claimed.h"

#include <set>

#include "core/base/base64.h"
#include "core/base/duration.h"
#include "core/bundle/account.h"
#include "core/bundle/range.h"
#include "core/bundle/report.h"
#include "core/bundle/stamp_findings.h"
#include "core/bundle/verify_script.h"
#include "core/crypto/public_key_text.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view group = "enough";

void put(bundle::Contents& contents, std::string_view path, std::string_view text) {
  contents[std::string(path)] = Bytes(text.begin(), text.end());
}

// The names of the witnesses' keys, each once and none that of the group.
std::vector<std::string> names_of(const tlog::Policy& policy) {
  std::set<std::string> taken{std::string(group), "none"};
  std::vector<std::string> names;
  for (const auto& witness : policy.witnesses) {
    auto name = witness.key.name;
    while (!taken.insert(name).second) name += "-" + std::to_string(names.size() + 1);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

std::string policy_example(const tlog::Policy& policy,
                           const entry::CountryKeys& countries,
                           const bundle::TimeAuthorities& authorities) {
  std::string text = "# Whom the writer of this bundle believes; you decide for yourself.\n";
  for (const auto& log : policy.logs) text += "log " + to_text(log.key) + "\n";
  const auto names = names_of(policy);
  std::string members;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += "witness " + names[i] + " " + to_text(policy.witnesses[i].key) + "\n";
    members += " " + names[i];
  }
  const auto quorum = names.empty() ? std::string("none") : std::string(group);
  if (!names.empty()) {
    text += "group " + quorum + " " + std::to_string(policy.groups.front().needed) + members + "\n";
  }
  text += "quorum " + quorum + "\n";
  for (const auto& [code, key] : countries) {
    text += "country " + code + " " + crypto::to_text(key) + "\n";
  }
  for (const auto& [name, certificates] : authorities) {
    for (const auto& der : certificates) text += "authority " + name + " " + to_base64(der) + "\n";
  }
  return text;
}

Result<Claimed> add_claim(bundle::Contents& contents,
                          const bundle::Question& question,
                          const tlog::Policy& policy,
                          const entry::CountryKeys& countries,
                          const bundle::TimeAuthorities& authorities) {
  if (auto good = bundle::check_authorities(authorities); !good)
    return tl::unexpected(good.error());
  const auto range = bundle::replay(contents);
  if (!range) return tl::unexpected(range.error());
  auto claim = bundle::account_of(contents, *range, question, countries);
  if (!claim) return tl::unexpected(claim.error());
  bundle::stamp(*claim, *range, authorities);
  auto roster = bundle::stated_roster(contents, *range);
  if (roster.rests == bundle::StatedRoster::Rests::on_a_snapshot) {
    contents[bundle::object_path(roster.reference.digest)] = roster.roster;
  }
  put(contents, bundle::claim_path, bundle::to_json(*claim));
  put(contents, bundle::policy_path, policy_example(policy, countries, authorities));
  put(contents, bundle::report_path, bundle::report_html(*claim));
  put(contents, bundle::verify_path, bundle::verify_script());
  return Claimed{*std::move(claim), std::move(roster)};
}

std::string roster_warning(const bundle::StatedRoster& roster, Duration roster_every) {
  using Rests = bundle::StatedRoster::Rests;
  switch (roster.rests) {
    case Rests::on_the_log:
    case Rests::on_a_snapshot:
      return {};
    case Rests::on_the_writer:
      return "the range has no snapshot of the roster, so nobody can tell whether all that was "
             "logged earlier of its probes is in the bundle, and COMPLETE RANGE does not hold. "
             "Make it again later, or with a longer --late: a log that grows gets a snapshot "
             "every " +
             to_text(roster_every) + " (log.roster_every)";
    case Rests::on_what_is_wrong:
      break;
  }
  return "a snapshot of the roster is wrong, so COMPLETE RANGE does not hold: " + roster.why +
         ". Check the log: tocsin-audit log verify";
}

}  // namespace tocsin::collector
