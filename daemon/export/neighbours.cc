#include "daemon/export/neighbours.h"

#include <algorithm>
#include <compare>

namespace tocsin::collector {
namespace {

struct Network {
  std::uint32_t asn = 0;
  std::string name;

  auto operator<=>(const Network&) const = default;
};

using Networks = std::map<Network, std::size_t>;  // how many probes

// So that no name can forge a cell or a line.
std::string cell(std::string text) {
  const auto breaks = [](unsigned char each) { return each < 0x20 || each == 0x7f || each == '|'; };
  std::ranges::replace_if(text, breaks, ' ');
  return text;
}

std::string line_of(const std::string& country,
                    const Contacts& contacts,
                    const Networks& networks) {
  std::size_t probes = 0;
  std::string names;
  for (const auto& [network, count] : networks) {
    probes += count;
    names += (names.empty() ? "AS" : ", AS") + std::to_string(network.asn) + " " + network.name +
             " (" + std::to_string(count) + ")";
  }
  const auto contact = contacts.countries.find(country);
  const auto whom = contact == contacts.countries.end() ? contacts.collector : contact->second;
  return "| " + country + " | " + cell(whom) + " | " + std::to_string(probes) + " | " +
         cell(names) + " |\n";
}

}  // namespace

std::string neighbours_page(const std::string& origin,
                            const Contacts& contacts,
                            const std::vector<ProbeRegistration>& probes,
                            WallTime now) {
  std::map<std::string, Networks> countries;
  std::size_t of_nobody = 0;
  for (const auto& probe : probes) {
    const auto& said = probe.attestation;
    if (said && said->covers(now)) {
      ++countries[said->country][{.asn = said->asn, .name = said->network}];
    } else {
      ++of_nobody;
    }
  }
  std::string page = "# Who measures, and from where\n\nProbes that push what they measure to " +
                     origin + ", by the countries that vouch for them, as of " + to_rfc3339(now) +
                     ".\n";
  if (!contacts.collector.empty()) page += "Who runs it: " + cell(contacts.collector) + "\n";
  page += "\n| country | whom to ask | probes | their networks |\n|---|---|---|---|\n";
  for (const auto& [country, networks] : countries) page += line_of(country, contacts, networks);
  page += "\nProbes that no country vouches for: " + std::to_string(of_nobody) + ".\n\n";
  return page.append(neighbours_text());
}

}  // namespace tocsin::collector
