#include "probes/spool/refused.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

TEST(RefusedName, IsReadAsItWasWritten) {
  const RefusedName name{42, 409, "a-b"};
  EXPECT_EQ(to_text(name), "00000000000000000042-409-a-b");
  EXPECT_EQ(parse_refused_name(to_text(name)), name);
  const RefusedName last{~0ULL, 400, "x"};
  EXPECT_EQ(parse_refused_name(to_text(last)), last);
}

TEST(RefusedName, IsNothingElse) {
  const std::string good = "00000000000000000042-409-geneva";
  for (std::size_t length = 0; length <= good.find('g'); ++length) {
    EXPECT_FALSE(parse_refused_name(good.substr(0, length))) << length;
  }
  for (const auto* name : {"42-409-geneva",
                           "-0000000000000000042-409-geneva",
                           "+0000000000000000042-409-geneva",
                           "0000000000000000004x-409-geneva",
                           "99999999999999999999-409-geneva",
                           "00000000000000000042-4090-geneva",
                           "00000000000000000042-40x-geneva",
                           "00000000000000000042_409-geneva"}) {
    EXPECT_FALSE(parse_refused_name(name)) << name;
  }
}

}  // namespace
}  // namespace tocsin::probe
