#include "core/assess/measurement_line.h"

#include <gtest/gtest.h>

namespace tocsin::assess {
namespace {

const std::string good =
    R"({"t":"2026-11-01T00:00:12.5Z","vp":"no-1","country":"NO","region":"europe","rsi":"k",)"
    R"("family":6,"transport":"tcp","kind":"soa","outcome":"answered","rcode":0,)"
    R"("rtt_ns":12345678,"serial":2026110100,"correct":null})";

std::string with(const std::string& was, const std::string& is) {
  auto text = good;
  text.replace(text.find(was), was.size(), is);
  return text;
}

std::string error_of(const std::string& line) {
  MeasurementReader reader;
  const auto read = reader.read(line);
  return read ? "none" : read.error().text;
}

TEST(MeasurementLine, SaysWhatWasMeasured) {
  MeasurementReader reader;
  const auto read = reader.read(good);
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->t, *from_rfc3339("2026-11-01T00:00:12.5Z"));
  EXPECT_EQ(read->vp, "no-1");
  EXPECT_EQ(read->rsi, 'k');
  EXPECT_EQ(read->family, plan::Family::v6);
  EXPECT_EQ(read->transport, record::Transport::tcp);
  EXPECT_EQ(read->kind, MeasurementKind::soa);
  EXPECT_EQ(read->outcome, record::Outcome::answered);
  EXPECT_EQ(read->rcode, 0U);
  EXPECT_EQ(read->rtt, Duration(12'345'678));
  EXPECT_EQ(read->serial, 2026110100U);
  EXPECT_FALSE(read->correct);
}

TEST(MeasurementLine, NeedsOnlyWhatThereIs) {
  EXPECT_EQ(error_of(R"( { "outcome" : "timeout" , "kind":"soa","transport":"udp","family":4,)"
                     R"("rsi":"a","vp":"x","t":"2026-11-01T00:00:00Z" } )"),
            "none");
  EXPECT_EQ(error_of(R"({"t":"2026-11-01T00:00:00Z","vp":"x","rsi":"a","family":4,)"
                     R"("transport":"udp","kind":"correctness","outcome":"answered","rcode":3,)"
                     R"("correct":false})"),
            "none");
  EXPECT_EQ(error_of(R"({"t":"2026-11-01T00:00:00Z","vp":"x","rsi":"a","family":4,)"
                     R"("transport":"udp","kind":"correctness","outcome":"answered",)"
                     R"("correct":true})"),
            "none");
}

TEST(MeasurementLine, TakesOffsetsRcodesByNameAndEscapes) {
  MeasurementReader reader;
  const auto east = reader.read(with("00:00:12.5Z", "02:00:12.5+02:00"));
  ASSERT_TRUE(east) << east.error().text;
  EXPECT_EQ(east->t, *from_rfc3339("2026-11-01T00:00:12.5Z"));
  EXPECT_EQ(reader.read(with("\"rcode\":0", "\"rcode\":\"NXDOMAIN\""))->rcode, 3U);
  EXPECT_EQ(reader.read(with("no-1", R"(\u006eo\u00e9\/\ud83d\ude00)"))->vp, "no\u00e9/\U0001F600");
}

TEST(MeasurementLine, MayNameCountryInstanceAndSiteWhichLiveAsLongAsTheVantagePoint) {
  MeasurementReader reader;
  const auto read = reader.read(with("\"rsi\"", R"("instance":"\u006e1","site":"\u006fsl","rsi")"));
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->vp, "no-1");
  EXPECT_EQ(read->country, "NO");
  EXPECT_EQ(read->instance, "n1");
  EXPECT_EQ(read->site, "osl");
  EXPECT_EQ(reader.read(with("\"NO\"", "null"))->country, "");
  EXPECT_EQ(error_of(with("\"rsi\"", R"("site":1,"rsi")")), "site must be a text");
}

TEST(MeasurementLine, LeavesAloneWhatItDoesNotKnow) {
  EXPECT_EQ(error_of(with("\"vp\"", R"("x":{"y":[1,"]}",{}]},"z":-1.5e3,"vp")")), "none");
}

struct Wrong {
  const char* name;
  std::string line;
  std::string error;
};

class WrongLine : public testing::TestWithParam<Wrong> {};

TEST_P(WrongLine, IsNamed) {
  EXPECT_EQ(error_of(GetParam().line), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    ,
    WrongLine,
    testing::Values(
        Wrong{"nothing", "", "no JSON object at column 1"},
        Wrong{"array", "[]", "no JSON object at column 1"},
        Wrong{"empty", "{}", "t is missing"},
        Wrong{"two_objects", "{} {}", "something behind the object at column 4"},
        Wrong{"trailing_comma", "{\"x\":1,}", "no text in quotes at column 8"},
        Wrong{"no_colon", "{\"x\" 1}", "no colon at column 6"},
        Wrong{"no_value", "{\"x\":}", "no value at column 6"},
        Wrong{"control", "{\"x\ty\":1}", "a control character at column 4"},
        Wrong{"escape", "{\"x\":\"\\q\"}", "a bad escape in a text that ends at column 10"},
        Wrong{"half_a_surrogate",
              "{\"x\":\"\\ud800\"}",
              "a bad escape in a text that ends at column 14"},
        Wrong{"time",
              with("2026-11-01T", "2026-11-31T"),
              "t must be a time such as \"2026-11-01T00:00:00Z\""},
        Wrong{"time_as_number",
              with("\"2026-11-01T00:00:12.5Z\"", "12"),
              "t must be a time such as \"2026-11-01T00:00:00Z\""},
        Wrong{"no_vp", with("no-1", ""), "vp must be a text of 1 to 64 octets"},
        Wrong{"rsi", with("\"k\"", "\"K\""), "rsi must be one letter, such as \"k\""},
        Wrong{"family", with("\"family\":6", "\"family\":5"), "family must be 4 or 6"},
        Wrong{"transport", with("tcp", "dot"), "transport must be \"udp\" or \"tcp\""},
        Wrong{"kind", with("\"soa\"", "\"ns\""), "kind must be \"soa\" or \"correctness\""},
        Wrong{"outcome",
              with("answered", "fine"),
              "outcome must be an outcome such as \"answered\" or \"timeout\""},
        Wrong{"rcode",
              with("\"rcode\":0", "\"rcode\":\"YES\""),
              "rcode must be an RCODE, as a number or by its name"},
        Wrong{"negative_rtt", with("12345678", "-1"), "rtt_ns must be whole nanoseconds"},
        Wrong{"rtt_with_decimals", with("12345678", "1.5"), "rtt_ns must be whole nanoseconds"},
        Wrong{"serial", with("2026110100", "4294967296"), "serial must be a number of 32 bits"},
        Wrong{"correct", with("null", "1"), "correct must be true or false"},
        Wrong{"twice", with("\"vp\"", "\"vp\":\"x\",\"vp\""), "vp is there twice"},
        Wrong{"null", with("\"no-1\"", "null"), "vp must be a text of 1 to 64 octets"},
        Wrong{"answer_without_rcode",
              with("\"rcode\":0,", ""),
              "rcode is missing: there was an answer"},
        Wrong{"answer_without_time",
              with("\"rtt_ns\":12345678,", ""),
              "rtt_ns is missing: there was an answer"}),
    [](const auto& test) { return test.param.name; });

TEST(MeasurementLine, CutShortAnywhereIsAnError) {
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_NE(error_of(good.substr(0, size)), "none") << size;
  }
}

TEST(MeasurementLine, IsNotLongerThanItMayBe) {
  EXPECT_EQ(error_of(good + std::string(measurement_line_octets_max, ' ')), "the line is too long");
}

}  // namespace
}  // namespace tocsin::assess
