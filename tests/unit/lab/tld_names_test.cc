#include "tests/lab/model/tld_names.h"

#include <gmock/gmock.h>

namespace tocsin::lab {
namespace {

using testing::ElementsAre;

TEST(TldNames, AreTheRulesOfOneLabel) {
  EXPECT_THAT(tld_names("// a comment\nno\nco.no\n\nbr\n"), ElementsAre("br", "no"));
}

TEST(TldNames, IncludeThoseWithAWildcardRuleOnly) {
  EXPECT_THAT(tld_names("*.bd\n!www.ck\n*.ck\n"), ElementsAre("bd", "ck"));
}

TEST(TldNames, OfAnotherScriptComeFromTheCommentBefore) {
  EXPECT_THAT(tld_names("// xn--fiqs8s (\"Zhongguo\", Chinese) : CN\n中国\n"),
              ElementsAre("xn--fiqs8s"));
}

TEST(TldNames, EndWithTheIcannSection) {
  EXPECT_THAT(tld_names("no\n// ===END ICANN DOMAINS===\nprivate\n"), ElementsAre("no"));
}

}  // namespace
}  // namespace tocsin::lab
