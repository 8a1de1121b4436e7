#include "config/root_parties_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load.h"

namespace tocsin::config {
namespace {

using testing::HasSubstr;

const std::string party = "operator: X, jurisdiction: NO, source: s";
const std::string roles = "zone_maintainer: {" + party + "}\ntrust_anchor: {" + party + "}\n";

std::string error_of(const std::string& yaml) {
  const auto read = root_parties_from(yaml, "f");
  return read ? "" : read.error().text;
}

TEST(RootPartiesFile, TheOneWeShipHasThirteenLettersAndASourceForEachFact) {
  const auto text = text_of(TOCSIN_SOURCE_DIR "/config/root-parties.yaml");
  ASSERT_TRUE(text) << text.error().text;
  const auto parties = root_parties_from(*text, "root-parties.yaml");
  ASSERT_TRUE(parties) << parties.error().text;
  ASSERT_EQ(parties->letters.size(), 13U);
  for (std::size_t i = 0; i < 13; ++i) {
    EXPECT_EQ(parties->letters[i].letter, static_cast<char>('a' + i));
    EXPECT_THAT(parties->letters[i].party.source, testing::StartsWith("https://"));
    EXPECT_THAT(parties->letters[i].party.jurisdiction, testing::SizeIs(2));
  }
  for (const auto* role : {&parties->zone_maintainer, &parties->trust_anchor}) {
    EXPECT_THAT(role->source, testing::StartsWith("https://"));
  }
  EXPECT_EQ(parties->letters[0].party.name, parties->letters[9].party.name);
  EXPECT_EQ(parties->zone_maintainer.name, parties->letters[0].party.name);
}

TEST(RootPartiesFile, TheOneThatIsCompiledInIsTheOneWeShip) {
  const auto text = text_of(TOCSIN_SOURCE_DIR "/config/root-parties.yaml");
  const auto read = root_parties_from(*text, "root-parties.yaml");
  EXPECT_EQ(shipped_root_parties(), *read);
}

// One letter too few would move k of n, and nothing would say so.
TEST(RootPartiesFile, ThatLacksALetterOrHasOneTooManyIsRefusedWithItsPlace) {
  const auto shipped = TOCSIN_SOURCE_DIR "/config/root-parties.yaml";
  EXPECT_TRUE(load_root_parties(shipped, "abcdefghijklm"));
  const auto lacking = load_root_parties(shipped, "abcdefghijklmn");
  ASSERT_FALSE(lacking);
  EXPECT_THAT(lacking.error().text,
              HasSubstr("/config/root-parties.yaml:11:3: The table lacks the letter n."));
  const auto surplus = load_root_parties(shipped, "abcdefghijkl");
  ASSERT_FALSE(surplus);
  EXPECT_THAT(surplus.error().text, HasSubstr("Nobody measures a letter m."));
  EXPECT_FALSE(load_root_parties("/nowhere/root-parties.yaml", "a"));
}

TEST(RootPartiesFile, EachMistakeIsNamedWithItsPlace) {
  const auto letters = [](const std::string& list) {
    return "as_of: 2026-11-29\nletters: [" + list + "]\n" + roles;
  };
  EXPECT_EQ(error_of(letters("{letter: a, " + party + "}")), "");
  EXPECT_THAT(error_of(letters("{letter: a, " + party + "}, {letter: a, " + party + "}")),
              HasSubstr("f:2:"));
  EXPECT_THAT(error_of(letters("{letter: aa, " + party + "}")), HasSubstr("letter must be"));
  EXPECT_THAT(error_of(letters("{letter: a, operator: X, jurisdiction: NO}")), HasSubstr("source"));
  EXPECT_THAT(error_of(letters("{letter: a, operator: X, jurisdiction: Norway, source: s}")),
              HasSubstr("jurisdiction"));
  EXPECT_THAT(error_of(letters("")), HasSubstr("at least one letter"));
}

TEST(RootPartiesFile, DateAndBothRolesAreNeeded) {
  const auto errors = error_of("as_of: 2026-02-30\nletters: [{letter: a, " + party + "}]\n");
  EXPECT_THAT(errors, HasSubstr("as_of must be a date"));
  EXPECT_THAT(errors, HasSubstr("zone_maintainer"));
  EXPECT_THAT(errors, HasSubstr("trust_anchor"));
  EXPECT_NE(error_of(""), "");
}

}  // namespace
}  // namespace tocsin::config
