#include "core/system/log.h"

#include <gtest/gtest.h>

namespace tocsin::system {
namespace {

TEST(Log, ALineIsMessageAndFields) {
  EXPECT_EQ(logfmt("batch closed", {{"sequence", 12}, {"plan", "watch"}}),
            R"(msg="batch closed" sequence=12 plan=watch)");
}

TEST(Log, AValueCannotForgeAFieldOrALine) {
  EXPECT_EQ(logfmt("x", {{"name", "a b=c"}}), R"(msg=x name="a b=c")");
  EXPECT_EQ(logfmt("x", {{"name", "a\"b\\c"}}), R"(msg=x name="a\"b\\c")");
  EXPECT_EQ(logfmt("x", {{"name", "a\n<0>b"}}), R"(msg=x name="a\x0a<0>b")");
  EXPECT_EQ(logfmt("x", {{"name", ""}}), R"(msg=x name="")");
}

TEST(Log, EachLineStartsWithItsLevelWhereStderrIsNoTerminal) {
  testing::internal::CaptureStderr();
  log(Level::warning, "clock unbounded");
  log(Level::debug, "not shown");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "<4>msg=\"clock unbounded\"\n");
}

}  // namespace
}  // namespace tocsin::system
