#include "probes/main/status_json.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/unit/probes/main/sample_status.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Json = nlohmann::json;

std::string documented() {
  std::ifstream in(TOCSIN_SOURCE_DIR "/docs/formats/probe-status.md");
  std::string line;
  std::string text;
  while (std::getline(in, line) && line != "```json") continue;
  while (std::getline(in, line) && line != "```") text += line + "\n";
  return text;
}

// What is wrong with the sample once a change was made to it.
template <class Change>
std::string problem(const Change& change) {
  auto json = Json::parse(encode_status(sample_status()));
  change(json);
  const auto status = decode_status(json.dump());
  return status ? "accepted" : status.error().text;
}

TEST(StatusJson, ComesBackAsItWas) {
  EXPECT_EQ(decode_status(encode_status(sample_status())).value(), sample_status());
  const ProbeStatus fresh;
  EXPECT_EQ(decode_status(encode_status(fresh)).value(), fresh);
}

TEST(StatusJson, IsAsItIsDocumented) {
  EXPECT_EQ(Json::parse(encode_status(sample_status())), Json::parse(documented()));
  EXPECT_EQ(decode_status(documented()).value(), sample_status());
}

TEST(StatusJson, IsRefusedWhereverItIsCutShort) {
  const auto text = encode_status(sample_status());
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {
    EXPECT_FALSE(decode_status(std::string_view(text).substr(0, size))) << size;
  }
}

TEST(StatusJson, NamesTheFirstFieldThatIsWrong) {
  EXPECT_EQ(problem([](Json& json) { json = 7; }), "it is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json["version"] = 2; }), "version is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json.erase("clock"); }), "clock is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json["boot_id"] = "6a"; }), "boot_id is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json["incarnation"] = "-1"; }),
            "incarnation is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json["letters"][1]["letter"] = "n"; }),
            "letters[1].letter is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json["letters"][1]["outcome"] = "fine"; }),
            "letters[1].outcome is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json["references"]["ipv6"]["world"]["asked"] = 1ULL << 32; }),
            "references.ipv6.world.asked is not as it should be");
  EXPECT_EQ(problem([](Json& json) { json["clock"]["bound_ns"] = 1ULL << 63; }),
            "clock.bound_ns is not as it should be");
}

TEST(StatusJson, IsNotReadWhereItIsTooLarge) {
  EXPECT_EQ(decode_status(std::string(status_bytes_max + 1, ' ')).error().text, "it is too large");
}

TEST(StatusJson, TellsTheVerdictBesideIt) {
  const StatusVerdict verdict{.running = Running::silent, .age = 40s, .problems = {"silent"}};
  const auto json = Json::parse(as_json(sample_status(), verdict));
  EXPECT_EQ(json["healthy"], false);
  EXPECT_EQ(json["running"], "silent");
  EXPECT_EQ(json["age_ns"], 40'000'000'000);
  EXPECT_EQ(json["problems"], Json::array({"silent"}));
  EXPECT_EQ(json["zone"]["serial"], 2026081901);
  EXPECT_TRUE(Json::parse(as_json(ProbeStatus{}, {}))["age_ns"].is_null());
}

}  // namespace
}  // namespace tocsin::probe
