#include "core/assess/dependence_report.h"

#include <algorithm>

#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

using Known = std::map<std::string, std::size_t>;

std::size_t all_of(const Known& known) {
  std::size_t sum = 0;
  for (const auto& [country, count] : known) sum += count;
  return sum;
}

// What is said of this country, or of the world, by this kind of voice; else that it is not
// measured.
Dependence said_of(const std::string& country,
                   Voice voice,
                   std::size_t known,
                   const std::vector<Dependence>& all) {
  const auto said = std::ranges::find_if(
      all, [&](const Dependence& each) { return each.country == country && each.voice == voice; });
  Dependence of{.country = country, .voice = voice, .withdrawals = {}};
  if (said != all.end()) of = *said;
  of.known = known;
  return of;
}

}  // namespace

DependenceReport dependence_report(const Reach& reach, const RootParties& parties) {
  return {.parties = parties,
          .needed = needed_of(static_cast<std::uint32_t>(parties.letters.size())),
          .until = reach.end(),
          .window = reach.length(),
          .counts = reach.counts(),
          .of = dependence_of(reach, parties)};
}

DependenceReport dependence_report(const Reach& reach,
                                   const Known& known,
                                   const RootParties& parties) {
  auto report = dependence_report(reach, parties);
  const auto measured = std::move(report.of);
  report.of = {said_of({}, Voice::country, all_of(known), measured),
               said_of({}, Voice::probe, all_of(known), measured)};
  for (const auto& [country, count] : known) {
    report.of.push_back(said_of(country, Voice::probe, count, measured));
  }
  return report;
}

std::string letters_text(std::uint32_t letters) {
  std::string text;
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    if ((letters >> (letter - 'a') & 1U) != 0) text += letter;
  }
  return text;
}

}  // namespace tocsin::assess
