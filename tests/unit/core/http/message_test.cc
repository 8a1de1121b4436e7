#include "core/http/message.h"

#include <gmock/gmock.h>

#include "core/http/problem.h"

namespace tocsin::http {
namespace {

using testing::HasSubstr;

TEST(Headers, AreFoundWithoutRegardToCase) {
  const Headers headers{{"Content-Type", "text/plain"}, {"content-type", "second"}};
  EXPECT_EQ(headers.find("CONTENT-TYPE"), "text/plain");
  EXPECT_EQ(headers.find("Content"), std::nullopt);
}

TEST(Request, SplitsItsTargetAtTheFirstQuestionMark) {
  Request request;
  request.target = "/v1/plan?have=7?x";
  EXPECT_EQ(request.path(), "/v1/plan");
  EXPECT_EQ(request.query(), "have=7?x");
  request.target = "/v1/plan";
  EXPECT_EQ(request.path(), "/v1/plan");
  EXPECT_EQ(request.query(), "");
}

TEST(Problem, SaysTypeTitleStatusAndDetail) {
  const auto response = to_response({409, "forked", "Two batches.", "sequence 7"});
  EXPECT_EQ(response.status, 409u);
  EXPECT_EQ(response.headers.find("Content-Type"), "application/problem+json");
  EXPECT_EQ(as_text(response.body),
            "{\"type\":\"urn:tocsin:problem:forked\",\"title\":\"Two batches.\","
            "\"status\":409,\"detail\":\"sequence 7\"}\n");
}

TEST(Problem, EscapesWhatAStrangerSent) {
  const auto response = to_response({400, "x", "t", "a\"b\\c\n\xff\x7f"});
  EXPECT_THAT(std::string(as_text(response.body)), HasSubstr(R"("detail":"a\"b\\c ? ")"));
}

TEST(Problem, IsRecognisedByItsSlug) {
  EXPECT_EQ(problem_slug(to_response({400, "bad-signature", "t", ""})), "bad-signature");
  EXPECT_EQ(problem_slug(reply(400, "text/html", "urn:tocsin:problem:x\"")), "");
  EXPECT_EQ(problem_slug(reply(400, std::string(problem_content_type), "{}")), "");
}

}  // namespace
}  // namespace tocsin::http
