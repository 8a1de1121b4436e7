#include "core/record/annotation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/hex.h"
#include "tests/support/record/documented.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

const auto country_key = sample::country_key();

Annotation said() {
  return {.by = "Example CERT",
          .key = country_key.public_key(),
          .effect = Effect::exclusion,
          .probes = {probe_id_of(sample::probe_key().public_key())},
          .letters = "ak",
          .from = *from_rfc3339("2026-06-01T12:00:00Z"),
          .until = *from_rfc3339("2026-06-01T14:00:00Z"),
          .why = "the access line was being replaced"};
}

TEST(Annotation, IsReadBackAsItIsWritten) {
  EXPECT_EQ(open_annotation(sign(said(), country_key)), said());
  auto of_all = said();
  of_all.effect = Effect::remark;
  of_all.probes.clear();
  of_all.letters.clear();
  EXPECT_EQ(open_annotation(sign(of_all, country_key)), of_all);
}

TEST(Annotation, IsWrittenAsItIsDocumented) {
  EXPECT_EQ(to_hex(sign(said(), country_key)), to_hex(documented("annotation.md", "annotation")));
}

TEST(Annotation, CutOrChangedAnywhereIsRefused) {
  auto bytes = sign(said(), country_key);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(open_annotation(ByteView(bytes).first(size))) << size;
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_FALSE(open_annotation(bytes)) << "bit " << bit;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

TEST(Annotation, UnderTheNameOfAnothersKeyIsRefused) {
  auto bytes = sign(said(), country_key);
  const auto theirs = country_key.public_key();
  const auto mine = sample::log_key().public_key();
  const auto at = std::ranges::search(bytes, theirs).begin();
  ASSERT_NE(at, bytes.end());
  std::ranges::copy(mine, at);
  EXPECT_EQ(open_annotation(bytes).error(), StatementFault::bad_signature);
}

struct Case {
  const char* name;
  void (*spoil)(Annotation&);
};

class SpoiltAnnotation : public testing::TestWithParam<Case> {};

TEST_P(SpoiltAnnotation, is_none) {
  auto annotation = said();
  GetParam().spoil(annotation);
  EXPECT_EQ(open_annotation(sign(annotation, country_key)).error(), StatementFault::malformed);
}

const Case cases[] = {
    {"backwards", [](Annotation& a) { std::swap(a.from, a.until); }},
    {"without_duration", [](Annotation& a) { a.until = a.from; }},
    {"by_nobody", [](Annotation& a) { a.by.clear(); }},
    {"without_a_reason", [](Annotation& a) { a.why.clear(); }},
    {"with_an_endless_reason", [](Annotation& a) { a.why.assign(1'025, 'x'); }},
    {"with_a_reason_of_two_lines", [](Annotation& a) { a.why = "so\n# RSSAC047: pass"; }},
    {"that_speaks_to_terminals", [](Annotation& a) { a.by = "\x1b[2J"; }},
    {"that_speaks_to_terminals_by_c1",
     [](Annotation& a) {
       a.by =
           "\xc2\x9b"
           "2J";
     }},
    {"with_a_probe_twice", [](Annotation& a) { a.probes.push_back(a.probes[0]); }},
    {"with_too_many_probes",
     [](Annotation& a) {
       a.probes.assign(65, ProbeId{});
       for (std::uint8_t i = 0; i < 65; ++i) a.probes[i][0] = i;
     }},
    {"with_letters_out_of_order", [](Annotation& a) { a.letters = "ka"; }},
    {"with_a_letter_twice", [](Annotation& a) { a.letters = "aa"; }},
    {"of_no_letter", [](Annotation& a) { a.letters = "A"; }},
    {"of_another_effect", [](Annotation& a) { a.effect = static_cast<Effect>(2); }}};

INSTANTIATE_TEST_SUITE_P(Annotation,
                         SpoiltAnnotation,
                         testing::ValuesIn(cases),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tocsin::record
