// What changed from one version of the root zone to another in what it says of TLDs: which there
// are, their name servers, DS records and glue. A zone that drops a country's TLD is signed and
// correct by every rule of DNSSEC and of RSSAC047; this is where it shows.
//
// Neither TTLs nor the root's own records are compared. Glue is whatever addresses the zone has at
// a name server's name: of a name server that serves many TLDs it changes with each of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/zone/delegation.h"

namespace tocsin::zone {

template <class Each>
struct Delta {
  std::vector<Each> removed;  // ascending, as are those added
  std::vector<Each> added;

  bool empty() const { return removed.empty() && added.empty(); }
};

struct Glue {
  std::string server;
  plan::Address address;

  auto operator<=>(const Glue&) const = default;
};

enum class Fate : std::uint8_t { added, removed, changed };
std::string_view name_of(Fate fate);

// What somebody should look at at once. Each may be meant: a TLD is retired, goes unsigned, or
// moves to another operator. None is silent.
enum class Alarm : std::uint8_t {
  delegation_removed,
  signers_removed,       // it had DS records and has none: its users validate nothing any more
  most_servers_removed,  // more than half of its name servers in one step, whatever came instead
};
inline constexpr std::size_t alarm_count = 3;
std::string_view name_of(Alarm alarm);

// Of a TLD that was added or removed, all it has or had.
struct DelegationChange {
  std::string zone;  // "no."
  Fate fate{};
  Delta<std::string> servers;
  Delta<DelegationSigner> signers;
  Delta<Glue> glue;
  std::vector<Alarm> alarms;
};

// By the TLDs' names as texts; a TLD of which nothing changed is not there. Pure. Hand it the
// delegations of verified zones: without ZONEMD nothing but the DS sets is proved (verify.h).
std::vector<DelegationChange> changes_between(std::span<const Delegation> before,
                                              std::span<const Delegation> after);

bool is_alarming(std::span<const DelegationChange> changes);

// One line for each thing that changed, then one for each alarm: "- NS a.nic.no.", "+ DS 1 13 2
// 00ff", "+ glue a.nic.no. 192.0.2.1", "! its DS records are gone".
std::vector<std::string> lines_of(const DelegationChange& change);

}  // namespace tocsin::zone
