#include "core/bundle/plural.h"

#include <gtest/gtest.h>

#include <vector>

namespace tocsin::bundle {
namespace {

constexpr PluralForms names{
    .zero = "zero", .one = "one", .two = "two", .few = "few", .many = "many", .other = "other"};

struct Samples {
  Language language{};
  std::string_view form;
  std::vector<std::uint64_t> counts;
};

// The samples of whole numbers in Unicode CLDR 47, supplemental/plurals.
TEST(PluralForm, IsThatOfCldrForItsOwnSamples) {
  const Samples samples[] = {
      {Language::english, "one", {1}},
      {Language::english, "other", {0, 2, 3, 11, 16, 21, 100, 101, 1000, 1'000'000}},
      {Language::french, "one", {0, 1}},
      {Language::french, "many", {1'000'000, 2'000'000}},
      {Language::french, "other", {2, 11, 17, 21, 100, 1000, 10'000, 100'000, 1'000'001}},
      {Language::spanish, "one", {1}},
      {Language::spanish, "many", {1'000'000, 6'000'000}},
      {Language::spanish, "other", {0, 2, 16, 21, 100, 1000, 10'000, 100'000}},
      {Language::russian, "one", {1, 21, 31, 41, 51, 61, 71, 81, 101, 1001}},
      {Language::russian, "few", {2, 3, 4, 22, 23, 24, 32, 44, 54, 62, 102, 1002}},
      {Language::russian, "many", {0, 5, 9, 10, 11, 12, 13, 14, 19, 25, 100, 111, 112, 1'000'000}},
      {Language::chinese, "other", {0, 1, 2, 15, 100, 1'000'000}},
      {Language::arabic, "zero", {0}},
      {Language::arabic, "one", {1}},
      {Language::arabic, "two", {2}},
      {Language::arabic, "few", {3, 10, 103, 110, 1003}},
      {Language::arabic, "many", {11, 26, 99, 111, 1011}},
      {Language::arabic, "other", {100, 101, 102, 200, 202, 500, 502, 600, 1000, 1'000'000}},
  };
  for (const auto& [language, form, counts] : samples) {
    for (const auto count : counts) {
      EXPECT_EQ(names.*plural_form(language, count), form) << tag_of(language) << " " << count;
    }
  }
}

}  // namespace
}  // namespace tocsin::bundle
