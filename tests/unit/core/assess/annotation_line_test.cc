#include "core/assess/annotation_line.h"

#include <gtest/gtest.h>

namespace tocsin::assess {
namespace {

const std::string good =
    R"({"effect":"exclusion","vp":"no-1","rsi":"ak","from":"2026-11-01T00:00:00Z",)"
    R"("until":"2026-11-02T00:00:00Z","by":"Example CERT","why":"a broken line"})";

std::string with(const std::string& was, const std::string& is) {
  auto text = good;
  text.replace(text.find(was), was.size(), is);
  return text;
}

std::string error_of(const std::string& line) {
  const auto read = annotation_from(line);
  return read ? "none" : read.error().text;
}

TEST(AnnotationLine, SaysWhatIsLeftOutAndWhy) {
  const auto read = annotation_from(good);
  ASSERT_TRUE(read) << read.error().text;
  const Annotation expected{.effect = record::Effect::exclusion,
                            .about = {.vp = "no-1",
                                      .letters = "ak",
                                      .from = *from_rfc3339("2026-11-01T00:00:00Z"),
                                      .until = *from_rfc3339("2026-11-02T00:00:00Z")},
                            .by = "Example CERT",
                            .why = "a broken line"};
  EXPECT_EQ(*read, expected);
}

TEST(AnnotationLine, WithoutVantagePointOrLetterIsOfAll) {
  const auto read = annotation_from(with(R"("vp":"no-1","rsi":"ak",)", ""));
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->about.vp, "");
  EXPECT_EQ(read->about.letters, "");
}

TEST(AnnotationLine, CutAnywhereIsRefused) {
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(annotation_from(good.substr(0, size))) << size;
  }
}

TEST(AnnotationLine, SaysWhatIsWrong) {
  EXPECT_EQ(error_of(with(R"("effect":"exclusion",)", "")), "effect is missing");
  EXPECT_EQ(error_of(with("\"exclusion\"", "\"excluded\"")),
            "effect must be \"exclusion\" or \"remark\"");
  EXPECT_EQ(error_of(with("exclusion\"", "exclusion\",\"effect\":\"remark\"")),
            "effect is there twice");
  EXPECT_EQ(error_of(with("\"rsi\"", "\"letter\"")), "letter is no member of these");
  EXPECT_EQ(error_of(with("\"ak\"", "\"ka\"")),
            "rsi must be letters in their order, such as \"ak\"");
  EXPECT_EQ(error_of(with("\"ak\"", "\"\"")), "rsi must be letters in their order, such as \"ak\"");
  EXPECT_EQ(error_of(with("\"no-1\"", "\"\"")), "vp must be a text of 1 to 64 octets");
  EXPECT_EQ(error_of(with("\"no-1\"", "null")), "vp must be a text");
  EXPECT_EQ(error_of(with("\"no-1\"", "[\"no-1\"]")), "vp must be a text");
  EXPECT_EQ(error_of(with("a broken line", "so\\nand so")), "why must be a line of text");
  EXPECT_EQ(error_of(with("2026-11-02", "2026-11-01")), "until is not after from");
  EXPECT_EQ(error_of(with("2026-11-02", "2026-10-01")), "until is not after from");
  EXPECT_EQ(error_of(with("2026-11-02", "tomorrow")),
            "until must be a time in UTC such as \"2026-11-01T00:00:00Z\"");
  EXPECT_EQ(error_of(good + std::string(4'096, ' ')), "the line is too long");
}

TEST(AnnotationLine, IsToldFromAMeasurementByItsEffect) {
  EXPECT_TRUE(is_annotation(good));
  EXPECT_TRUE(is_annotation(R"( { "vp":"no-1", "effect" : null } )"));
  EXPECT_FALSE(is_annotation(R"({"vp":"effect","rsi":"k","more":{"effect":"exclusion"}})"));
  EXPECT_FALSE(is_annotation(R"(["effect"])"));
  EXPECT_FALSE(is_annotation(""));
}

}  // namespace
}  // namespace tocsin::assess
