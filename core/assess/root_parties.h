// Who runs what of the root: facts with a date, from config/root-parties.yaml.
#pragma once

#include <string>
#include <vector>

namespace tocsin::assess {

struct Party {
  std::string name;          // the same text is the same party
  std::string jurisdiction;  // of its seat, ISO 3166-1 alpha-2
  std::string source;        // where this is said

  bool operator==(const Party&) const = default;
};

struct LetterParty {
  char letter = 'a';
  Party party;

  bool operator==(const LetterParty&) const = default;
};

struct RootParties {
  std::string as_of;  // "2026-11-29"
  std::vector<LetterParty> letters;
  Party zone_maintainer;  // edits, signs and distributes the zone
  Party trust_anchor;     // holds the key-signing key

  bool operator==(const RootParties&) const = default;
};

}  // namespace tocsin::assess
