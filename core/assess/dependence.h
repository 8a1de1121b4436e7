// How much of the root's service depends on whom: how many letters more than are needed the probes
// of a country, or of the world, reach, and how many would be left without one operator, one
// jurisdiction, or one anycast site. Defined in docs/conformance/dependence.md. Pure.
//
// Nothing here says that anybody would or could withdraw. It is the same sum for everybody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/reach.h"
#include "core/assess/root_parties.h"

namespace tocsin::assess {

// What is missing taken as not reached, and as reached.
struct Span {
  double low = 0;
  double high = 0;

  bool operator==(const Span&) const = default;
};

struct Reserve {
  Span letters;  // reached by a voice, on average
  Span worst;    // reached by the voice that reaches fewest
  Span enough;   // share of voices that reach as many as are needed

  bool operator==(const Reserve&) const = default;
};

enum class Withdrawn : std::uint8_t { nothing, party, jurisdiction, site };
std::string_view name_of(Withdrawn kind);

struct Withdrawal {
  Withdrawn kind{};
  std::string name;           // empty of nothing
  std::uint32_t letters = 0;  // that go: bit 0 is a; of a site, those that answer there
  // Without them no new zone is made; how long the last one serves is core/zone/continuity.h.
  bool zone_maintainer = false;
  bool trust_anchor = false;

  Reserve left;
};

enum class Voice : std::uint8_t { probe, country };

struct Dependence {
  std::string country;  // empty: the world
  Voice voice{};
  std::size_t voices = 0;  // 0: not measured
  std::size_t probes = 0;
  // That the country, or any country, vouches for, measured or not. Nothing: nobody says.
  std::optional<std::size_t> known = {};
  // First nothing, then parties and jurisdictions, all of the table's, each by name; then the sites
  // at which these probes were answered, by name.
  std::vector<Withdrawal> withdrawals;
};

// The world with one country one voice, the world with one probe one voice, each country by name. A
// probe that does not say its country is in the second alone; what is of the scope `country` counts
// in neither. Letters that are not in the table count nowhere. Nothing without probes.
std::vector<Dependence> dependence_of(const Reach& reach, const RootParties& parties);

}  // namespace tocsin::assess
