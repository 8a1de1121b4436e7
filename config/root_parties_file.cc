#include "config/root_parties_file.h"

#include <algorithm>

#include "config/load.h"
#include "config/reader.h"

namespace tocsin::config {
namespace {

constexpr std::size_t text_octets_max = 256;

Value<char> letter() {
  return [](std::string_view text) -> Result<char> {
    if (text.size() == 1 && text[0] >= 'a' && text[0] <= 'z') return text[0];
    return fail("one letter");
  };
}

Value<std::string> date() {
  return [](std::string_view text) -> Result<std::string> {
    if (from_rfc3339(std::string(text) + "T00:00:00Z")) return std::string(text);
    return fail("a date such as 2026-11-29");
  };
}

void read_party(Mapping& mapping, assess::Party& party) {
  mapping.need("operator", party.name, text(text_octets_max));
  mapping.need("jurisdiction", party.jurisdiction, country_code());
  mapping.need("source", party.source, text(text_octets_max));
}

void read_letter(Mapping& mapping, std::vector<assess::LetterParty>& letters) {
  assess::LetterParty read;
  mapping.need("letter", read.letter, letter());
  read_party(mapping, read.party);
  if (std::ranges::find(letters, read.letter, &assess::LetterParty::letter) != letters.end()) {
    mapping.complain("letter", "This letter is there already.");
  }
  letters.push_back(std::move(read));
}

void hold_to(std::string_view letters,
             const std::vector<assess::LetterParty>& read,
             Mapping& root) {
  for (const char letter : letters) {
    if (std::ranges::find(read, letter, &assess::LetterParty::letter) == read.end()) {
      root.complain("letters", std::string("The table lacks the letter ") + letter + ".");
    }
  }
  for (const auto& each : read) {
    if (letters.find(each.letter) == letters.npos) {
      root.complain("letters", std::string("Nobody measures a letter ") + each.letter + ".");
    }
  }
}

// `letters`: those that must be there, and no others; empty: any.
Result<assess::RootParties> read_parties(std::string_view yaml,
                                         std::string_view file,
                                         std::string_view letters) {
  const auto node = node_from(yaml);
  if (!node) return fail(to_text(Problems{node.error()}, file));
  Problems problems;
  assess::RootParties parties;
  Mapping root(*node, "the table", problems);
  root.need("as_of", parties.as_of, date());
  root.each(
      "letters", "a letter", [&](Mapping& mapping) { read_letter(mapping, parties.letters); });
  if (parties.letters.empty()) root.complain("letters", "The table has at least one letter.");
  if (!letters.empty()) hold_to(letters, parties.letters, root);
  const auto role = [&](std::string_view key, assess::Party& party) {
    if (!root.has(key)) root.complain(key, std::string(key) + " is missing.");
    root.within(key, [&](Mapping& mapping) { read_party(mapping, party); });
  };
  role("zone_maintainer", parties.zone_maintainer);
  role("trust_anchor", parties.trust_anchor);
  root.finish();
  if (!problems.empty()) return fail(to_text(std::move(problems), file));
  return parties;
}

}  // namespace

Result<assess::RootParties> root_parties_from(std::string_view yaml, std::string_view file) {
  return read_parties(yaml, file, {});
}

Result<assess::RootParties> load_root_parties(const std::filesystem::path& file,
                                              std::string_view letters) {
  return text_of(file).and_then(
      [&](const std::string& text) { return read_parties(text, file.string(), letters); });
}

}  // namespace tocsin::config
