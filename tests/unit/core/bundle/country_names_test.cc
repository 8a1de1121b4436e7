#include "core/bundle/country_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "core/base/bytes.h"
#include "core/base/utf8.h"

namespace tocsin::bundle {
namespace {

TEST(CountryNames, AreThoseOfTheUnitedNations) {
  EXPECT_EQ(country_name("KR", Language::english), "Republic of Korea");
  EXPECT_EQ(country_name("CI", Language::french), "Côte d'Ivoire");
  EXPECT_EQ(country_name("NL", Language::spanish), "Reino de los Países Bajos");
  EXPECT_EQ(country_name("RU", Language::russian), "Российская Федерация");
  EXPECT_EQ(country_name("TR", Language::english), "Türkiye");
  EXPECT_EQ(country_name("CH", Language::chinese), "瑞士");
  EXPECT_EQ(country_name("NO", Language::arabic), "النرويج");
  EXPECT_EQ(country_name("AD", Language::english), "Andorra");
  EXPECT_EQ(country_name("ZW", Language::arabic), "زمبابوي");
}

TEST(CountryNames, AreNotMadeUp) {
  for (const auto* code : {"", "#", "XX", "N", "NOR", "no", "HK", "\t", "NO\tNorway"}) {
    EXPECT_EQ(country_name(code, Language::english), "") << code;
  }
}

// 193 members, two observers, the Cook Islands and Niue.
TEST(CountryNames, AreATableOfStatesWithSixNamesEach) {
  std::istringstream lines{std::string(country_table())};
  std::set<std::string> codes;
  std::string before;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    EXPECT_EQ(std::ranges::count(line, '\t'), 6) << line;
    EXPECT_TRUE(is_utf8(as_bytes(line))) << line;
    const auto code = line.substr(0, 2);
    EXPECT_EQ(line[2], '\t') << line;
    EXPECT_LT(before, code);
    before = code;
    codes.insert(code);
    for (std::size_t i = 0; i < language_count; ++i) {
      EXPECT_NE(country_name(code, static_cast<Language>(i)), "") << line;
    }
  }
  EXPECT_EQ(codes.size(), 197U);
}

}  // namespace
}  // namespace tocsin::bundle
