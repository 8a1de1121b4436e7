#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "audit/program.h"
#include "core/base/hex.h"
#include "core/cli/run.h"
#include "core/record/target_set.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using testing::HasSubstr;

std::string file_text(const std::string& name) {
  std::ifstream file(std::string(TOCSIN_SOURCE_DIR) + "/tests/unit/core/judge/zones/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string soa = ". 86400 IN SOA a. b. 1 1800 900 604800 86400\n";
const std::string norway = "no. 86400 IN NS a.nic.no.\nno. 86400 IN NS b.nic.no.\n";

struct Zones : testing::Test {
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;

  void SetUp() override {
    ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared));
    put("signed", file_text("old.zone"));
    put("other", file_text("other.zone"));
    put("anchor", file_text("anchor.ds"));
    put("both", soa + norway + "a.nic.no. 86400 IN A 192.0.2.1\n");
    put("moved", soa + norway + "a.nic.no. 86400 IN A 192.0.2.2\n");
    put("gone", soa);
  }

  void put(const std::string& name, const std::string& text) {
    ASSERT_TRUE(durable::write_atomically(
        files, "/desk/" + name, as_bytes(text), durable::Privacy::shared));
  }

  ExitCode zones(std::vector<std::string_view> arguments) {
    arguments.insert(arguments.begin(), "zones");
    return cli::run(program(files, out), arguments, out, err);
  }
};

TEST_F(Zones, ForPeopleListsWhatChangedAndSaysWhatWasNotVerified) {
  EXPECT_EQ(zones({"/desk/both", "/desk/moved"}), ExitCode::ok) << err.str();
  EXPECT_EQ(out.str(),
            "1 to 1: 0 TLDs added, 0 removed, 1 changed; zones not verified\n"
            "  no. changed\n"
            "    - glue a.nic.no. 192.0.2.1\n"
            "    + glue a.nic.no. 192.0.2.2\n");
}

TEST_F(Zones, EndsWithOneWhereSomethingIsAlarming) {
  EXPECT_EQ(zones({"/desk/both", "/desk/gone"}), ExitCode::finding);
  EXPECT_THAT(out.str(), HasSubstr("    ! the TLD is gone\n"));
}

TEST_F(Zones, ComparesEachOfSeveralWithTheOneBefore) {
  EXPECT_EQ(zones({"/desk/both", "/desk/moved", "/desk/both", "/desk/both"}), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr("1 to 1: 0 TLDs added, 0 removed, 0 changed"));
  EXPECT_EQ(zones({"/desk/both", "/desk/gone", "/desk/both"}), ExitCode::finding);
}

TEST_F(Zones, ForProgramsHasOneObjectForEachStep) {
  EXPECT_EQ(zones({"--output", "json", "/desk/both", "/desk/gone@2026-11-29T00:00:00Z"}),
            ExitCode::finding);
  EXPECT_THAT(out.str(),
              HasSubstr(R"("verified":false,"alarming":true,"tlds":[{"tld":"no.",)"
                        R"("change":"removed","ns":{"removed":["a.nic.no.",)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("first_seen":"2026-11-29T00:00:00.000000000Z")"));
  EXPECT_THAT(out.str(), HasSubstr(R"("glue":{"removed":[{"server":"a.nic.no.",)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("alarms":["delegation_removed"]}]})"));
}

TEST_F(Zones, AsAFeedNeedAnIdAndATime) {
  EXPECT_EQ(zones({"--output", "atom", "/desk/both", "/desk/moved"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("a feed needs --feed"));
  const auto* feed = "urn:example:feed";
  EXPECT_EQ(zones({"--output", "atom", "--feed", feed, "/desk/both", "/desk/moved"}),
            ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/moved: a feed needs FILE@TIME"));
  EXPECT_EQ(out.str(), "");
  EXPECT_EQ(
      zones({"--output", "atom", "--feed", feed, "/desk/both", "/desk/moved@2026-11-29T00:00:00Z"}),
      ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr("<id>urn:example:feed#1-1-no.</id>"));
}

TEST_F(Zones, WithAnchorsMustVerify) {
  EXPECT_EQ(zones({"--anchor", "/desk/anchor", "/desk/signed", "/desk/signed"}), ExitCode::ok)
      << err.str();
  EXPECT_THAT(out.str(), HasSubstr("; both zones verified"));
  EXPECT_EQ(zones({"--anchor", "/desk/anchor", "/desk/signed", "/desk/other"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/other: no_trusted_key"));
}

// The name in every envelope of what was measured of it.
TEST_F(Zones, ThatVerifySayWhichTargetSetIsMadeOfThem) {
  EXPECT_EQ(zones({"--output", "json", "--anchor", "/desk/anchor", "/desk/signed", "/desk/signed"}),
            ExitCode::ok)
      << err.str();
  plan::TargetSet targets;
  const auto add = [&](const char* tld, const char* server, const char* address) {
    targets.endpoints.push_back({tld, server, *plan::address_from(address)});
  };
  for (const auto* tld : {"arpa.", "test."}) {
    add(tld, "a.root-servers.test.", "192.0.2.3");
    add(tld, "a.root-servers.test.", "2001:db8::3");
  }
  add("no.", "x.nic.no.", "192.0.2.1");
  add("no.", "x.nic.no.", "192.0.2.11");
  add("no.", "x.nic.no.", "2001:db8::1");
  add("no.", "y.nic.no.", "192.0.2.12");
  add("se.", "a.ns.se.", "192.0.2.2");
  std::ranges::sort(targets.endpoints);
  EXPECT_THAT(out.str(),
              HasSubstr(R"("targets":")" + to_hex(record::target_set_digest(targets)) + "\"},"));
  out.str("");
  EXPECT_EQ(zones({"--output", "json", "/desk/both", "/desk/both"}), ExitCode::ok);
  EXPECT_THAT(out.str(), Not(HasSubstr("targets")));
}

TEST_F(Zones, ThatAreNoneOrAreNotThereFail) {
  put("rubbish", "rubbish\n");
  EXPECT_EQ(zones({"/desk/both", "/desk/rubbish"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/rubbish: unreadable"));
  EXPECT_EQ(zones({"/desk/nothing", "/desk/both"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/nothing"));
  EXPECT_EQ(zones({"/desk/both"}), ExitCode::usage);
}

}  // namespace
}  // namespace tocsin::audit
