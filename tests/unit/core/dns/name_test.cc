#include "core/dns/name.h"

#include <gtest/gtest.h>

namespace tocsin::dns {
namespace {

Name name(std::string_view text) {
  return Name::from_text(text).value();
}

std::string label_of(std::size_t size) {
  return std::string(size, 'a');
}

NameError error_of(std::string_view text) {
  return Name::from_text(text).error();
}

TEST(Name, TheRootIsOneZeroOctet) {
  EXPECT_TRUE(name(".").is_root());
  EXPECT_EQ(name(".").wire().size(), 1U);
  EXPECT_EQ(name(".").to_text(), ".");
  EXPECT_TRUE(identical(name("."), Name()));
}

TEST(Name, WireFormHasALengthBeforeEachLabel) {
  const Bytes expected{2, 'n', 'o', 0};
  EXPECT_TRUE(equal(name("no.").wire(), expected));
  EXPECT_EQ(name("k.root-servers.net.").label_count(), 3U);
}

TEST(Name, TheFinalDotMayBeLeftOut) {
  EXPECT_TRUE(identical(name("no"), name("no.")));
}

TEST(Name, EscapesStandForOctetsInsideALabel) {
  const Bytes expected{4, 0, 255, '.', '\\', 0};
  EXPECT_TRUE(equal(name(R"(\000\255\.\\)").wire(), expected));
  EXPECT_EQ(name(R"(\000\255\.\\)").to_text(), R"(\000\255\.\\.)");
}

TEST(Name, SpecialCharactersOfAZoneFileAreEscapedInText) {
  EXPECT_EQ(name(R"(a\032b\;c\"d)").to_text(), R"(a\032b\;c\"d.)");
}

TEST(Name, EachMalformedTextHasItsError) {
  EXPECT_EQ(error_of(""), NameError::empty_text);
  EXPECT_EQ(error_of(".no"), NameError::empty_label);
  EXPECT_EQ(error_of("a..b"), NameError::empty_label);
  EXPECT_EQ(error_of(".."), NameError::empty_label);
  EXPECT_EQ(error_of(R"(\25)"), NameError::bad_escape);
  EXPECT_EQ(error_of(R"(\256)"), NameError::bad_escape);
  EXPECT_EQ(error_of(R"(\2x5)"), NameError::bad_escape);
  EXPECT_EQ(error_of("a\\"), NameError::bad_escape);
}

TEST(Name, ALabelHasAtMost63Octets) {
  EXPECT_TRUE(Name::from_text(label_of(63)));
  EXPECT_EQ(error_of(label_of(64)), NameError::label_too_long);
}

TEST(Name, ANameHasAtMost255Octets) {
  const auto three = label_of(63) + "." + label_of(63) + "." + label_of(63) + ".";
  EXPECT_EQ(name(three + label_of(61)).wire().size(), 255U);
  EXPECT_EQ(error_of(three + label_of(62)), NameError::name_too_long);
}

TEST(Name, OneHundredTwentySevenLabelsAreTheMost) {
  std::string text;
  for (int i = 0; i < 127; ++i) text += "a.";
  EXPECT_EQ(name(text).label_count(), 127U);
  EXPECT_EQ(name(text).to_text(), text);
  EXPECT_EQ(error_of(text + "a."), NameError::name_too_long);
}

TEST(Name, SameNameIgnoresAsciiCaseAndIdenticalDoesNot) {
  EXPECT_TRUE(same_name(name("K.Root-Servers.NET"), name("k.root-servers.net")));
  EXPECT_FALSE(identical(name("K.Root-Servers.NET"), name("k.root-servers.net")));
  EXPECT_FALSE(same_name(name("a.b"), name(R"(a\.b)")));
  EXPECT_FALSE(same_name(name(R"(\193)"), name(R"(\225)")));
}

TEST(Name, CanonicalOrderIsThatOfRfc4034) {
  const std::vector<std::string_view> sorted{"example",
                                             "a.example",
                                             "yljkjljk.a.example",
                                             "Z.a.example",
                                             "zABC.a.EXAMPLE",
                                             "z.example",
                                             R"(\001.z.example)",
                                             "*.z.example",
                                             R"(\200.z.example)"};
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    EXPECT_TRUE(canonical_order(name(sorted[i - 1]), name(sorted[i])) < 0) << sorted[i];
    EXPECT_TRUE(canonical_order(name(sorted[i]), name(sorted[i - 1])) > 0) << sorted[i];
  }
  EXPECT_TRUE(canonical_order(name("EXAMPLE"), name("example")) == 0);
}

TEST(Name, AppendLabelRefusesWhatDoesNotFit) {
  Name built;
  EXPECT_TRUE(built.append_label(as_bytes("no")));
  EXPECT_EQ(built.append_label({}).error(), NameError::empty_label);
  EXPECT_EQ(built.append_label(as_bytes(label_of(64))).error(), NameError::label_too_long);
  EXPECT_EQ(built.to_text(), "no.");
}

}  // namespace
}  // namespace tocsin::dns
