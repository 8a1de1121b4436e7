#include "core/bundle/report_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <set>
#include <string>

#include "core/base/bytes.h"
#include "core/base/utf8.h"

namespace tocsin::bundle {
namespace {

using Texts = std::array<string_view, sizeof(ReportTexts) / sizeof(string_view)>;
using Counted = std::array<PluralForms, sizeof(CountedTexts) / sizeof(PluralForms)>;
using Forms = std::array<string_view, sizeof(PluralForms) / sizeof(string_view)>;

std::multiset<std::string> places_in(string_view text) {
  std::multiset<std::string> places;
  for (auto begin = text.find('{'); begin != text.npos; begin = text.find('{', begin + 1)) {
    places.emplace(text.substr(begin, text.find('}', begin) - begin + 1));
  }
  return places;
}

struct Catalogues : testing::TestWithParam<std::size_t> {
  const Catalogue& catalogue = catalogue_of(static_cast<Language>(GetParam()));
  const Texts texts = std::bit_cast<Texts>(catalogue.texts);
  const Counted counted = std::bit_cast<Counted>(catalogue.counted);
};

TEST_P(Catalogues, AreEachFoundByTheirLanguage) {
  EXPECT_EQ(catalogue.language, static_cast<Language>(GetParam()));
  EXPECT_EQ(catalogue.direction == Direction::right_to_left,
            catalogue.language == Language::arabic);
}

TEST_P(Catalogues, HaveEveryTextWithThePlacesOfTheEnglishOne) {
  const auto original = std::bit_cast<Texts>(english.texts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_FALSE(texts[i].empty()) << "as: " << original[i];
    EXPECT_EQ(places_in(texts[i]), places_in(original[i])) << texts[i];
    EXPECT_TRUE(is_utf8(as_bytes(texts[i]))) << texts[i];
  }
}

// Where a translation is the English text it is one of signs alone.
TEST_P(Catalogues, AreTranslated) {
  if (catalogue.language == Language::english) return;
  const auto original = std::bit_cast<Texts>(english.texts);
  const std::set<string_view> of_signs{
      english.texts.network, english.texts.country, english.texts.list_comma};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (of_signs.contains(original[i])) continue;
    if (original[i] == "Minutes") continue;  // which is French as well
    EXPECT_NE(texts[i], original[i]);
  }
}

TEST_P(Catalogues, HaveEachFormThatTheirLanguageNeedsAndNoOther) {
  std::set<string_view> needed;
  constexpr PluralForms names{"zero", "one", "two", "few", "many", "other"};
  for (std::uint64_t count = 0; count < 2'000; ++count) {
    needed.insert(names.*plural_form(catalogue.language, count));
  }
  needed.insert(names.*plural_form(catalogue.language, 1'000'000));
  needed.insert(names.other);
  for (const auto& noun : counted) {
    const auto forms = std::bit_cast<Forms>(noun);
    const auto all = std::bit_cast<Forms>(names);
    for (std::size_t i = 0; i < forms.size(); ++i) {
      EXPECT_EQ(!forms[i].empty(), needed.contains(all[i])) << all[i] << " of " << noun.other;
    }
  }
}

// Only a form of a single number may leave it out.
TEST_P(Catalogues, SayHowMany) {
  const bool alone = catalogue.language == Language::arabic;
  for (const auto& noun : counted) {
    for (const auto form : {noun.few, noun.many, noun.other}) {
      if (form.empty()) continue;
      EXPECT_EQ(places_in(form), std::multiset<std::string>{"{count}"}) << form;
    }
    for (const auto form : {noun.zero, noun.one, noun.two}) {
      if (form.empty() || alone) continue;
      EXPECT_EQ(places_in(form).size(), 1U) << form;
    }
  }
}

// Digits in a catalogue are ASCII's: figures must read the same on every page.
TEST_P(Catalogues, HaveNoDigitsOfTheirOwn) {
  for (const auto text : texts) {
    for (const auto* lead :
         {"\u0660", "\u0669", "\u06f0", "\uff10", "\u202a", "\u202e", "\u2067"}) {
      EXPECT_EQ(text.find(lead), text.npos) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages,
                         Catalogues,
                         testing::Range<std::size_t>(0, language_count),
                         [](const auto& place) { return std::string(language_tags[place.param]); });

}  // namespace
}  // namespace tocsin::bundle
