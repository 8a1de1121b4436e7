#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "audit/program.h"
#include "core/cli/run.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/root/scripted_root.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using dns::Type;
using testing::HasSubstr;
using testing::StartsWith;

std::string file_text(const std::string& name) {
  std::ifstream file(std::string(TOCSIN_SOURCE_DIR) + "/tests/unit/core/judge/zones/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Judge : testing::Test {
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;
  test::ScriptedRoot root{zone::Zone::from_text(file_text("old.zone")).value()};
  std::string at = "2026-01-15T00:00:00Z";
  std::vector<std::string> zones = {"/desk/old.zone"};

  void SetUp() override {
    for (const auto* name : {"old.zone", "new.zone", "other.zone", "anchor.ds"}) {
      put(name, as_bytes(file_text(name)));
    }
    put("reply", root.reply("no.", Type::ds).bytes());
  }

  void put(const std::string& name, ByteView bytes) {
    ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared));
    ASSERT_TRUE(durable::write_atomically(files, "/desk/" + name, bytes, durable::Privacy::shared));
  }

  ExitCode judge(const std::vector<std::string_view>& more = {}) {
    std::vector<std::string_view> arguments{"judge", "--anchor", "/desk/anchor.ds", "--at", at};
    for (const auto& zone : zones) arguments.insert(arguments.end(), {"--zone", zone});
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.push_back("/desk/reply");
    return cli::run(program(files, out), arguments, out, err);
  }
};

TEST_F(Judge, OfAGoodReplySaysCorrectAndEndsWithZero) {
  EXPECT_EQ(judge(), ExitCode::ok) << err.str();
  EXPECT_EQ(out.str(), "{\"verdict\":\"correct\",\"reasons\":[],\"serial\":2026010100}\n");
}

TEST_F(Judge, OfABadReplyNamesTheRulesAndEndsWithOne) {
  auto reply = root.reply("no.", Type::ds);
  reply.flags &= 0xfbff;  // AA
  put("reply", reply.bytes());
  EXPECT_EQ(judge(), ExitCode::finding);
  EXPECT_EQ(out.str(),
            "{\"verdict\":\"incorrect\",\"reasons\":[{\"tag\":\"yot\",\"text\":\"AA is clear\"}],"
            "\"serial\":2026010100}\n");
}

TEST_F(Judge, OfSomethingElseEndsWithTwo) {
  put("reply", as_bytes("not a reply"));
  EXPECT_EQ(static_cast<int>(judge()), 2);
  EXPECT_THAT(out.str(), StartsWith("{\"verdict\":\"not-judged\",\"reasons\":[{\"tag\":\"doh\""));
}

TEST_F(Judge, FindsAReplyIncorrectOnceItsSignaturesHaveEnded) {
  at = "2026-02-02T00:00:00Z";
  EXPECT_EQ(judge(), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("\"tag\":\"yds\""));
  EXPECT_THAT(out.str(), HasSubstr("expired"));
}

TEST_F(Judge, TakesSeveralZonesByOptionAndAsOperands) {
  zones = {"/desk/new.zone"};
  EXPECT_EQ(judge(), ExitCode::finding);
  EXPECT_EQ(judge({"/desk/old.zone"}), ExitCode::ok);
  zones.push_back("/desk/old.zone");
  EXPECT_EQ(judge(), ExitCode::ok);
}

TEST_F(Judge, CountsAZoneOnlyWhenItWasFirstSeenInTime) {
  zones = {"/desk/old.zone@2026-01-13T00:00:00Z"};
  EXPECT_EQ(judge(), ExitCode::ok);
  zones = {"/desk/old.zone@2026-01-12T23:59:59Z"};
  EXPECT_EQ(judge(), ExitCode::undecided);
  EXPECT_THAT(out.str(), HasSubstr("\"tag\":\"yhu\""));
}

TEST_F(Judge, UsesNoZoneThatDoesNotVerify) {
  zones = {"/desk/other.zone"};
  EXPECT_EQ(judge(), ExitCode::undecided);
  EXPECT_THAT(out.str(),
              HasSubstr("\"refused_zones\":[{\"zone\":\"/desk/other.zone\","
                        "\"why\":\"no_trusted_key"));
}

TEST_F(Judge, OfFilesThatAreNotThereFails) {
  zones = {"/desk/nothing.zone"};
  EXPECT_EQ(judge(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/nothing.zone"));
}

TEST_F(Judge, WithoutATimeDoesNothing) {
  at = "yesterday";
  EXPECT_EQ(judge(), ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("--at must be a time in UTC"));
}

}  // namespace
}  // namespace tocsin::audit
