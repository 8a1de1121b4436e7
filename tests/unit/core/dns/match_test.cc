#include "core/dns/match.h"

#include <gtest/gtest.h>

#include "core/dns/message_format.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::dns {
namespace {

using test::ReplyBuilder;

QueryOptions query_for(std::string_view name) {
  return {.id = 0x1234, .question = {.name = Name::from_text(name).value()}, .edns = {}};
}

Result<MatchedReply, Mismatch> matched(const Bytes& reply, const QueryOptions& query) {
  return match(parse_reply(reply).value(), query);
}

const QueryOptions query = query_for("wWw.eXample.");

TEST(Match, TheReplyToOurQuestionMatches) {
  const auto bytes = ReplyBuilder(query).soa(5).bytes();
  EXPECT_EQ(soa_serial(matched(bytes, query)->reply()), 5U);
}

TEST(Match, AnErrorCodeIsStillAnAnswer) {
  EXPECT_TRUE(matched(ReplyBuilder(query).rcode(Rcode::refused).bytes(), query));
}

TEST(Match, AnotherIdIsSomebodyElsesReply) {
  EXPECT_EQ(matched(ReplyBuilder(query).id(0x1235).bytes(), query).error(), Mismatch::wrong_id);
}

TEST(Match, OurOwnQueryReflectedIsNotAResponse) {
  EXPECT_EQ(matched(build_query(query), query).error(), Mismatch::not_a_response);
}

TEST(Match, AnotherOpcodeIsNotOurReply) {
  const auto bytes =
      ReplyBuilder(query).flags(format::flag_qr | 5U << format::opcode_shift).bytes();
  EXPECT_EQ(matched(bytes, query).error(), Mismatch::wrong_opcode);
}

TEST(Match, AnotherNameTypeOrNoQuestionIsAWrongQuestion) {
  const auto other_name = ReplyBuilder(query).question("www.example.org.").bytes();
  const auto other_type = ReplyBuilder(query).question("wWw.eXample.", Type::ns).bytes();
  const auto none = ReplyBuilder(query).without_question().bytes();
  for (const auto& bytes : {other_name, other_type, none}) {
    EXPECT_EQ(matched(bytes, query).error(), Mismatch::wrong_question);
  }
}

TEST(Match, AnotherClassIsAWrongQuestion) {
  auto chaos = query;
  chaos.question.klass = Class::ch;
  EXPECT_EQ(matched(ReplyBuilder(chaos).bytes(), query).error(), Mismatch::wrong_question);
}

TEST(Match, OurNameInOtherCaseIsToldFromAnotherName) {
  const auto bytes = ReplyBuilder(query).question("www.example.").bytes();
  EXPECT_EQ(matched(bytes, query).error(), Mismatch::wrong_case);
}

}  // namespace
}  // namespace tocsin::dns
