#include "core/dns/same_content.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::dns {
namespace {

bool same(const Bytes& a, const Bytes& b) {
  return same_content(parse_reply(a).value(), parse_reply(b).value());
}

test::ReplyBuilder reply() {
  return test::ReplyBuilder({.id = 7, .question = {Name::from_text("no.").value(), Type::soa}});
}

const Bytes a_record{192, 0, 2, 1};
const Bytes b_record{192, 0, 2, 2};

TEST(SameContent, DoesNotDependOnIdAndInstance) {
  EXPECT_TRUE(same(reply().soa(1).nsid("fra1").bytes(), reply().id(8).soa(1).nsid("iad2").bytes()));
}

TEST(SameContent, DoesNotDependOnTheOrderOfRecords) {
  EXPECT_TRUE(same(reply().answer(Type::a, a_record).answer(Type::a, b_record).bytes(),
                   reply().answer(Type::a, b_record).answer(Type::a, a_record).bytes()));
}

TEST(SameContent, CountsEqualRecords) {
  EXPECT_FALSE(same(reply().answer(Type::a, a_record).bytes(),
                    reply().answer(Type::a, a_record).answer(Type::a, a_record).bytes()));
}

TEST(SameContent, TellsOtherDataFlagsAndRcodesApart) {
  const auto soa = reply().soa(1).bytes();
  EXPECT_FALSE(same(soa, reply().soa(2).bytes()));
  EXPECT_FALSE(same(soa, reply().soa(1).flags(0x8480).bytes()));
  EXPECT_FALSE(same(soa, reply().soa(1).rcode(Rcode::refused).bytes()));
}

// "ns.no." once in full and once as a pointer to the question's name behind "ns".
TEST(SameContent, SeesThroughCompression) {
  const auto full = from_hex("026e73026e6f00").value();
  const auto compressed = from_hex("026e73c00c").value();
  EXPECT_TRUE(
      same(reply().answer(Type::ns, full).bytes(), reply().answer(Type::ns, compressed).bytes()));
  EXPECT_FALSE(
      same(reply().answer(Type::txt, full).bytes(), reply().answer(Type::txt, compressed).bytes()));
}

TEST(SameContent, SurvivesDataThatIsNoName) {
  const Bytes broken{0x3f, 1};
  EXPECT_TRUE(
      same(reply().answer(Type::ns, broken).bytes(), reply().answer(Type::ns, broken).bytes()));
  EXPECT_FALSE(same(reply().answer(Type::soa, broken).bytes(), reply().soa(1).bytes()));
}

}  // namespace
}  // namespace tocsin::dns
