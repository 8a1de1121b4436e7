#include "core/dns/canonical.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/dns/record_reader.h"

namespace tocsin::dns {
namespace {

Name name(const char* text) {
  return Name::from_text(text).value();
}

TEST(LowerCase, ChangesLettersAndNothingElse) {
  EXPECT_TRUE(identical(lower_case(name("wWw.ExAmPlE-1.")), name("www.example-1.")));
  EXPECT_TRUE(identical(lower_case(name("\\219\\064\\091.")), name("\\219\\064\\091.")));
  EXPECT_TRUE(identical(lower_case(name(".")), name(".")));
}

// A record of the root whose data is "NS.No." in full.
TEST(CanonicalData, HasNamesInLowerCaseAndOtherDataAsItIs) {
  const auto ns = from_hex("0000020001000000000007024e53024e6f00").value();
  EXPECT_EQ(to_hex(canonical_data(read_record(ns, 0).value())), "026e73026e6f00");
  const auto txt = from_hex("0000100001000000000007024e53024e6f00").value();
  EXPECT_EQ(to_hex(canonical_data(read_record(txt, 0).value())), "024e53024e6f00");
}

TEST(CanonicalData, OfASoaHasTwoNamesAndTheRestBehindThem) {
  const auto soa = from_hex("000006000100000000000c014100014200000000014142").value();
  ASSERT_EQ(soa.size(), 11U + 12U);
  EXPECT_EQ(to_hex(canonical_data(read_record(soa, 0).value())), "016100016200000000014142");
}

TEST(CanonicalData, ThatIsNoNameStaysAsItIs) {
  const auto broken = from_hex("00000200010000000000023f41").value();
  EXPECT_EQ(to_hex(canonical_data(read_record(broken, 0).value())), "3f41");
}

TEST(IsBelow, GoesByLabelsAndNotByOctets) {
  EXPECT_TRUE(is_below(name("www.no."), name("NO.")));
  EXPECT_TRUE(is_below(name("no."), name(".")));
  EXPECT_FALSE(is_below(name("no."), name("no.")));
  EXPECT_FALSE(is_below(name("nono."), name("no.")));
  EXPECT_FALSE(is_below(name("x.a\\002no."), name("no.")));
}

}  // namespace
}  // namespace tocsin::dns
