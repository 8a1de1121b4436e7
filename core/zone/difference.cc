#include "core/zone/difference.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace tocsin::zone {
namespace {

struct Versions {
  const Delegation* before = nullptr;
  const Delegation* after = nullptr;
};

template <class Each>
Delta<Each> delta_of(std::vector<Each> before, std::vector<Each> after) {
  std::ranges::sort(before);
  std::ranges::sort(after);
  Delta<Each> delta;
  std::ranges::set_difference(before, after, std::back_inserter(delta.removed));
  std::ranges::set_difference(after, before, std::back_inserter(delta.added));
  return delta;
}

std::vector<std::string> servers_of(const Delegation& delegation) {
  std::vector<std::string> names;
  for (const auto& server : delegation.servers) names.push_back(server.name);
  return names;
}

std::vector<Glue> glue_of(const Delegation& delegation) {
  std::vector<Glue> glue;
  for (const auto& server : delegation.servers) {
    for (const auto& address : server.addresses) glue.push_back({server.name, address});
  }
  return glue;
}

std::vector<Alarm> alarms_of(const DelegationChange& change,
                             const Delegation& before,
                             const Delegation& after) {
  if (change.fate == Fate::removed) return {Alarm::delegation_removed};
  std::vector<Alarm> alarms;
  if (!before.signers.empty() && after.signers.empty()) alarms.push_back(Alarm::signers_removed);
  if (2 * change.servers.removed.size() > before.servers.size()) {
    alarms.push_back(Alarm::most_servers_removed);
  }
  return alarms;
}

DelegationChange change_of(std::string_view zone, const Versions& versions) {
  static const Delegation none;
  const auto& before = versions.before != nullptr ? *versions.before : none;
  const auto& after = versions.after != nullptr ? *versions.after : none;
  DelegationChange change{.zone = std::string(zone),
                          .fate = Fate::changed,
                          .servers = delta_of(servers_of(before), servers_of(after)),
                          .signers = delta_of(before.signers, after.signers),
                          .glue = delta_of(glue_of(before), glue_of(after)),
                          .alarms = {}};
  if (versions.before == nullptr) change.fate = Fate::added;
  if (versions.after == nullptr) change.fate = Fate::removed;
  change.alarms = alarms_of(change, before, after);
  return change;
}

bool is_one(const DelegationChange& change) {
  return change.fate != Fate::changed || !change.servers.empty() || !change.signers.empty() ||
         !change.glue.empty();
}

template <class Each, class ToText>
void put_lines(std::vector<std::string>& lines,
               const Delta<Each>& delta,
               const std::string& what,
               const ToText& to_text) {
  for (const auto& each : delta.removed) lines.push_back("- " + what + " " + to_text(each));
  for (const auto& each : delta.added) lines.push_back("+ " + what + " " + to_text(each));
}

std::string_view sentence_of(Alarm alarm) {
  constexpr std::string_view sentences[] = {
      "! the TLD is gone", "! its DS records are gone", "! most of its name servers went at once"};
  return sentences[static_cast<std::size_t>(alarm)];
}

}  // namespace

std::vector<DelegationChange> changes_between(std::span<const Delegation> before,
                                              std::span<const Delegation> after) {
  std::map<std::string_view, Versions> zones;
  for (const auto& delegation : before) zones[delegation.zone].before = &delegation;
  for (const auto& delegation : after) zones[delegation.zone].after = &delegation;
  std::vector<DelegationChange> changes;
  for (const auto& [zone, versions] : zones) {
    auto change = change_of(zone, versions);
    if (is_one(change)) changes.push_back(std::move(change));
  }
  return changes;
}

bool is_alarming(std::span<const DelegationChange> changes) {
  const auto has_alarm = [](const DelegationChange& change) { return !change.alarms.empty(); };
  return std::ranges::any_of(changes, has_alarm);
}

std::vector<std::string> lines_of(const DelegationChange& change) {
  std::vector<std::string> lines;
  put_lines(lines, change.servers, "NS", [](const std::string& name) { return name; });
  put_lines(lines, change.signers, "DS", [](const auto& signer) { return to_text(signer); });
  put_lines(lines, change.glue, "glue", [](const Glue& glue) {
    return glue.server + " " + plan::to_text(glue.address);
  });
  for (const auto alarm : change.alarms) lines.emplace_back(sentence_of(alarm));
  return lines;
}

std::string_view name_of(Fate fate) {
  constexpr std::string_view names[] = {"added", "removed", "changed"};
  return names[static_cast<std::size_t>(fate)];
}

std::string_view name_of(Alarm alarm) {
  constexpr std::string_view names[] = {
      "delegation_removed", "signers_removed", "most_servers_removed"};
  return names[static_cast<std::size_t>(alarm)];
}

}  // namespace tocsin::zone
