#include "core/dns/codes.h"

#include <gtest/gtest.h>

namespace tocsin::dns {
namespace {

TEST(Codes, KnownNumbersHaveNamesAndUnknownOnesKeepTheirNumber) {
  EXPECT_EQ(to_text(Type::soa), "SOA");
  EXPECT_EQ(to_text(static_cast<Type>(65280)), "TYPE65280");
  EXPECT_EQ(to_text(static_cast<Class>(7)), "CLASS7");
  EXPECT_EQ(to_text(Rcode::servfail), "SERVFAIL");
  EXPECT_EQ(to_text(static_cast<Rcode>(12)), "RCODE12");
}

TEST(Codes, TextsAreReadBackInAnyCase) {
  EXPECT_EQ(type_from("soa"), Type::soa);
  EXPECT_EQ(type_from("Type6"), Type::soa);
  EXPECT_EQ(type_from("TYPE65280"), static_cast<Type>(65280));
  EXPECT_EQ(class_from("in"), Class::in);
}

TEST(Codes, OtherTextsAreNothing) {
  EXPECT_FALSE(type_from(""));
  EXPECT_FALSE(type_from("SOAP"));
  EXPECT_FALSE(type_from("TYPE"));
  EXPECT_FALSE(type_from("TYPE65536"));
  EXPECT_FALSE(type_from("TYPE-1"));
  EXPECT_FALSE(class_from("TYPE1"));
}

}  // namespace
}  // namespace tocsin::dns
