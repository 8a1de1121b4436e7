#include "daemon/export/label_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace tocsin::collector {
namespace {

std::string instance(std::string_view text) {
  return instance_label(as_bytes(text));
}

TEST(InstanceLabel, IsPrintableAsciiAsItIs) {
  EXPECT_EQ(instance("s1.osl"), "s1.osl");
  EXPECT_EQ(instance(R"(a "quoted" \ one)"), R"(a "quoted" \ one)");
  EXPECT_EQ(instance(""), "");
}

TEST(InstanceLabel, IsHexWhereItIsNotPrintable) {
  EXPECT_EQ(instance("a\nb"), "0x610a62");
  EXPECT_EQ(instance(std::string_view("\0", 1)), "0x00");
  EXPECT_EQ(instance("\xff\xfe"), "0xfffe");
  EXPECT_EQ(instance("\xc3\xa9"), "0xc3a9");
}

TEST(InstanceLabel, IsCutToSixtyFourCharacters) {
  EXPECT_EQ(instance(std::string(65535, 'x')), std::string(64, 'x'));
  EXPECT_EQ(instance(std::string(65535, '\xff')).size(), 64U);
}

TEST(NameLabel, KeepsEveryLanguage) {
  for (const char* name : {"Telenor", "Télécom", "日本ネット", "𝄞"}) {
    EXPECT_EQ(name_label(name), name);
  }
}

TEST(NameLabel, IsCutBetweenCharacters) {
  std::string name;
  for (int i = 0; i < 40; ++i) name += "é";
  EXPECT_EQ(name_label(name).size(), 64U);
  EXPECT_EQ(name_label("x" + name).size(), 63U);
}

TEST(NameLabel, IsHexWhereItIsNotWellFormedOrDisturbs) {
  const std::vector<std::pair<const char*, std::string>> cases{
      {"control character", "a\x01"},
      {"newline", "a\n"},
      {"delete", "\x7f"},
      {"C1 control", "\xc2\x85"},
      {"continuation alone", "\x80"},
      {"sequence cut short", "\xe2\x82"},
      {"continuation missing", "\xc3x"},
      {"overlong slash", "\xc0\xaf"},
      {"overlong in three", "\xe0\x80\xaf"},
      {"overlong in four", "\xf0\x80\x80\xaf"},
      {"surrogate", "\xed\xa0\x80"},
      {"beyond Unicode", "\xf4\x90\x80\x80"},
      {"no lead byte", "\xff"},
      {"right-to-left override", "\xe2\x80\xae"},
      {"byte order mark", "\xef\xbb\xbf"}};
  for (const auto& [why, name] : cases) EXPECT_TRUE(name_label(name).starts_with("0x")) << why;
}

}  // namespace
}  // namespace tocsin::collector
