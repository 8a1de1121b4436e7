#include "core/record/reply_mask.h"

#include <gtest/gtest.h>

#include "core/dns/reply.h"
#include "core/record/question.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::record {
namespace {

Bytes masked(Bytes reply) {
  mask(reply);
  return reply;
}

Bytes reply_to(std::string_view name, std::uint16_t id, std::string_view nsid) {
  auto query = query_for({.name = std::string(name), .edns = QuestionEdns{}}, ".").value();
  query.id = id;
  return test::ReplyBuilder(query).nsid(nsid).bytes();
}

TEST(ReplyMask, HidesIdCaseAndInstance) {
  EXPECT_EQ(masked(reply_to("wWw.eXample.", 1, "fra1")),
            masked(reply_to("www.example.", 2, "iad2")));
}

TEST(ReplyMask, LeavesWhatTheReplySays) {
  EXPECT_NE(masked(reply_to("www.example.", 1, "fra1")),
            masked(reply_to("www.example.", 1, "longer")));
  EXPECT_NE(masked(reply_to("www.example.", 1, "fra1")),
            masked(reply_to("www.example.org.", 1, "fra1")));
}

TEST(ReplyMask, HidesTheCookie) {
  Bytes reply = reply_to(".", 1, "");
  // An OPT record's data is at the end: after the empty NSID comes a cookie.
  const Bytes cookie{0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8};
  append(reply, cookie);
  reply[reply.size() - cookie.size() - 5] = static_cast<std::uint8_t>(4 + cookie.size());
  ASSERT_TRUE(dns::parse_reply(reply));
  const auto hidden = masked(reply);
  EXPECT_EQ(Bytes(hidden.end() - 8, hidden.end()), Bytes(8));
}

TEST(ReplyMask, IsTotalOverWhatIsCutShort) {
  const auto whole = reply_to("wWw.eXample.", 1, "fra1");
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(masked(cut).size(), size);
  }
}

}  // namespace
}  // namespace tocsin::record
