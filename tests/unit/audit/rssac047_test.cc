#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "audit/program.h"
#include "core/cli/run.h"
#include "core/record/zstd_frame.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using testing::HasSubstr;

const std::string answered =
    R"({"t":"2026-11-01T00:00:12Z","vp":"no-1","rsi":"a","family":4,"transport":"udp",)"
    R"("kind":"soa","outcome":"answered","rcode":0,"rtt_ns":20000000})";
const std::string refused =
    R"({"t":"2026-11-01T00:05:12Z","vp":"no-1","rsi":"a","family":4,"transport":"udp",)"
    R"("kind":"soa","outcome":"refused"})";

struct Rssac047Command : testing::Test {
  durable::FaultyFileSystem files;
  std::ostringstream out;
  std::ostringstream err;

  void put(const std::string& name, ByteView bytes) {
    ASSERT_TRUE(files.make_directory("/desk", durable::Privacy::shared));
    ASSERT_TRUE(durable::write_atomically(files, "/desk/" + name, bytes, durable::Privacy::shared));
  }
  void put_text(const std::string& text) { put("month", as_bytes(text)); }

  ExitCode run(std::string_view output = "json", std::string_view month = "2026-11") {
    out.str("");
    err.str("");
    const std::vector<std::string_view> arguments{
        "rssac047", "--measurements", "/desk/month", "--month", month, "--output", output};
    return cli::run(program(files, out), arguments, out, err);
  }

  void expect_error(const std::string& error) {
    EXPECT_EQ(run(), ExitCode::failed);
    EXPECT_EQ(err.str(), "tocsin-audit rssac047: /desk/month:" + error + "\n");
    EXPECT_EQ(out.str(), "");
  }
};

TEST_F(Rssac047Command, ForProgramsHasEachFigureWithItsCountAndBounds) {
  put_text(answered + "\n" + refused + "\n");
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr(R"("rsi":{"a":{"availability":{"ipv4_udp":{"value":0.5,"numerator":1,)"
                        R"("denominator":2,"unit":"fraction","threshold":1.0,)"
                        R"("verdict":"fail","count":2,)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("ipv6_tcp":{"value":null,"numerator":null,)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("verdict":"no-data","count":0,"bounds":[null,null])"));
  EXPECT_THAT(out.str(), HasSubstr(R"("decides":"pooled")"));
  EXPECT_THAT(out.str(), HasSubstr(R"("value":20.0,"numerator":40000000,"denominator":2000000)"));
}

TEST_F(Rssac047Command, ForPeopleGivesValuesOfTheSystemAndVerdictsOfLetters) {
  put_text(answered + "\n");
  ASSERT_EQ(run("text"), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("RSSAC047v2, 2026-11: 1 RSIs, k = 1, 1 vantage points"));
  EXPECT_THAT(out.str(), HasSubstr("latency ipv4_udp            inconclusive  20 ms "));
  EXPECT_THAT(out.str(), HasSubstr("RSI (?: inconclusive)       a     \n"));
}

TEST_F(Rssac047Command, AsAPageSaysOfALetterOnlyPassOrFail) {
  put_text(answered + "\n" + refused + "\n");
  ASSERT_EQ(run("markdown"), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("# RSSAC047v2, 2026-11\n"));
  EXPECT_THAT(out.str(),
              HasSubstr("| Metric | a |\n| --- | --- |\n| availability ipv4_udp | fail |\n"));
  EXPECT_THAT(out.str(), HasSubstr("| availability ipv4_udp | fail | 50 % | at least "));
  ASSERT_EQ(run("html"), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("<h1>RSSAC047v2, 2026-11</h1>"));
  EXPECT_THAT(out.str(), HasSubstr("<td>availability ipv4_udp</td><td>fail</td></tr>"));
  for (const auto* none : {"<script", "http://", "https://", "src="}) {
    EXPECT_THAT(out.str(), testing::Not(HasSubstr(none)));
  }
}

TEST_F(Rssac047Command, TellsTheValuesToTheOperatorOfALetterThatFails) {
  auto good = answered;
  good.replace(good.find(R"("rsi":"a")"), 9, R"("rsi":"b")");
  put_text(answered + "\n" + refused + "\n" + good + "\n");
  const std::vector<std::string_view> arguments{"rssac047",
                                                "--measurements",
                                                "/desk/month",
                                                "--month",
                                                "2026-11",
                                                "--operators",
                                                "/desk/operators"};
  ASSERT_EQ(cli::run(program(files, out), arguments, out, err), ExitCode::ok) << err.str();
  const auto told = files.bytes("/desk/operators/a.json");
  EXPECT_THAT(std::string(as_text(told)), HasSubstr(R"("value": 0.5)"));
  EXPECT_FALSE(files.exists("/desk/operators/b.json"));
  put_text(answered + "\n" + good + "\n");  // what was missing has come, and nothing had failed
  ASSERT_EQ(cli::run(program(files, out), arguments, out, err), ExitCode::ok) << err.str();
  EXPECT_FALSE(files.exists("/desk/operators/a.json"));
}

TEST_F(Rssac047Command, ReadsCompressedFilesByTheirFirstOctets) {
  put("month", record::compress(as_bytes(answered + "\n" + refused)));
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("measurements":{"soa":2,)"));
}

TEST_F(Rssac047Command, ReadsLinesThatLieAcrossPieces) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += answered + (i % 2 == 0 ? "\n" : " \r\n");
  put_text(text);
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(),
              HasSubstr(R"("measurements":{"soa":20000,"correctness":0,"repeated":19999)"));
  put("month", record::compress(as_bytes(text)));
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("soa":20000)"));
}

TEST_F(Rssac047Command, NamesTheFirstLineThatIsWrong) {
  put_text(answered + "\n\n" + answered.substr(0, 38) + "\n" + refused);
  expect_error("3: a text without end at column 39");
  put_text(answered + "\n{}");
  expect_error("2: t is missing");
  put_text(answered + "\n" + std::string(10'000, ' '));
  expect_error("2: the line is too long");
}

TEST_F(Rssac047Command, RefusesAFrameThatIsCutShortAnywhere) {
  const auto whole = record::compress(as_bytes(answered + "\n" + refused + "\n"));
  for (std::size_t size = 1; size < whole.size(); ++size) {
    put("month", ByteView(whole).first(size));
    EXPECT_EQ(run(), ExitCode::failed) << size;
  }
  auto changed = whole;
  changed[whole.size() / 2] ^= 0x55;
  put("month", changed);
  EXPECT_EQ(run(), ExitCode::failed);
}

TEST_F(Rssac047Command, OfAnEmptyFileHasNoFigureAndNever100Percent) {
  put_text("");
  ASSERT_EQ(run(), ExitCode::undecided) << err.str();
  EXPECT_THAT(out.str(), testing::Not(HasSubstr(R"("value":1)")));
  EXPECT_THAT(out.str(), testing::Not(HasSubstr("pass")));
}

TEST_F(Rssac047Command, OfAMonthWithoutDataDecidesNothing) {
  put_text(answered + "\n" + refused + "\n");
  ASSERT_EQ(run("json", "2026-12"), ExitCode::undecided) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("outside":2)"));
}

TEST_F(Rssac047Command, NamesItsVantagePointsWhateverTheyAreCalled) {
  const auto called = [](const std::string& name) {
    auto line = answered;
    return line.replace(line.find("no-1"), 4, name);
  };
  put_text(called("no-1") + "\n" + called("<b>|x") + "\n" + called("\xff") + "\n");
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  const std::string replaced = "\xef\xbf\xbd";  // U+FFFD
  EXPECT_THAT(out.str(),
              HasSubstr(R"("vantage_points":3,"vps":["<b>|x","no-1",")" + replaced + R"("])"));
  ASSERT_EQ(run("html"), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("Vantage points: &lt;b&gt;|x, no-1, (no text). Section 3"));
  ASSERT_EQ(run("markdown"), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"(Vantage points: \<b\>\|x, no-1, (no text). Section 3)"));
}

TEST_F(Rssac047Command, NeedsAMonthAndAFileThatIsThere) {
  EXPECT_EQ(run("json", "2026-13"), ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("--month must be a month such as 2026-11"));
  EXPECT_EQ(run(), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("/desk/month"));
}

TEST_F(Rssac047Command, ReadsTheExampleOfTheDocument) {
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/docs/formats/measurements.md");
  std::string line;
  std::string text;
  while (std::getline(in, line) && line != "```jsonl") continue;
  while (std::getline(in, line) && line != "```") text += line + "\n";
  put_text(text);
  ASSERT_EQ(run(), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr(R"("measurements":{"soa":2,"correctness":1,)"));
}

}  // namespace
}  // namespace tocsin::audit
