#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "audit/program.h"
#include "core/cli/run.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using testing::HasSubstr;

const std::string party = "operator: North, jurisdiction: NO, source: s}";
const std::string parties =
    "as_of: 2026-11-29\n"
    "letters:\n"
    "- {letter: a, " +
    party +
    "\n"
    "- {letter: b, operator: South, jurisdiction: ZA, source: s}\n"
    "zone_maintainer: {" +
    party +
    "\n"
    "trust_anchor: {" +
    party + "\n";

std::string line(const std::string& rsi, const std::string& rest) {
  return R"({"t":"2026-11-29T11:59:59Z","vp":"no-1","country":"NO","family":4,)"
         R"("transport":"udp","kind":"soa","rsi":")" +
         rsi + R"(",)" + rest + "}\n";
}

struct DependenceCommand : testing::Test {
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;

  void SetUp() override {
    ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared));
    put("parties", parties);
    put("measured",
        line("a", R"("outcome":"answered","rcode":0,"rtt_ns":1,"instance":"s1.osl")") +
            line("b", R"("outcome":"timeout")"));
  }

  void put(const std::string& name, const std::string& text) {
    ASSERT_TRUE(durable::write_atomically(
        files, "/desk/" + name, as_bytes(text), durable::Privacy::shared));
  }

  ExitCode run(const std::vector<std::string_view>& more = {}) {
    std::vector<std::string_view> arguments{"dependence",
                                            "--measurements",
                                            "/desk/measured",
                                            "--parties",
                                            "/desk/parties",
                                            "--at",
                                            "2026-11-29T12:00:00Z"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return cli::run(program(files, out), arguments, out, err);
  }
};

TEST_F(DependenceCommand, ForProgramsHasEachWithdrawalWithBothBounds) {
  ASSERT_EQ(run({"--output", "json"}), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("n":2,"k":1,"measurements":{"used":2,)"));
  EXPECT_THAT(out.str(),
              HasSubstr(R"({"without":"party","name":"North","of_letters":"a",)"
                        R"("zone_maintainer":true,"trust_anchor":true,"letters":[0,0],)"
                        R"("margin":[-1,-1],"worst_margin":[-1,-1],"enough":[0,0]})"));
  EXPECT_THAT(out.str(), HasSubstr(R"({"without":"site","name":"a/s1.osl","of_letters":"a",)"));
}

TEST_F(DependenceCommand, ForPeopleShowsThemAllInTheSameWords) {
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("World, one country one voice: 1 countries, 1 probes"));
  EXPECT_THAT(out.str(), HasSubstr("NO, one probe one voice: 1 probes"));
  EXPECT_THAT(out.str(), HasSubstr("  without North (a) * +"));
  EXPECT_THAT(out.str(), HasSubstr("  without South (b)  "));
  EXPECT_THAT(out.str(), HasSubstr("  without ZA (b)  "));
}

TEST_F(DependenceCommand, WithoutMeasurementsInTheWindowSaysNothing) {
  EXPECT_EQ(run({"--window", "1s"}), ExitCode::undecided);
  EXPECT_THAT(out.str(), HasSubstr("2 of other times left out"));
}

TEST_F(DependenceCommand, CountsWhatAnAnnotationLeavesOutOfOtherFigures) {
  put("measured",
      line("a", R"("outcome":"answered","rcode":0,"rtt_ns":1)") +
          R"({"effect":"exclusion","from":"2026-11-29T00:00:00Z","until":"2026-11-30T00:00:00Z",)"
          R"("by":"Example CERT","why":"a broken line"})"
          "\n");
  ASSERT_EQ(run({"--output", "json"}), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("measurements":{"used":1,)"));
}

TEST_F(DependenceCommand, NamesTheFileAndThePlaceOfAMistake) {
  put("parties", "as_of: today\n");
  EXPECT_EQ(run(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/parties:1:8: as_of must be a date"));
}

}  // namespace
}  // namespace tocsin::audit
