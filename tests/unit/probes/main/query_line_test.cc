#include "probes/main/query_line.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

const record::ClockReading clock{
    .monotonic = MonotonicTime{10s},
    .wall = *from_rfc3339("2026-08-19T12:00:10Z"),
    .bound = {},
};

record::Observation answered() {
  record::Observation observation;
  auto& measurement = observation.measurement;
  measurement.outcome = record::Outcome::answered;
  measurement.sent_at = MonotonicTime{9s};
  measurement.rtt = 17ms;
  measurement.rtt_source = record::RttSource::kernel;
  measurement.hop_limit = 57;
  observation.source_port = 4711;
  observation.query_id = 99;
  observation.heard = record::Heard{.reply = {1, 2, 3},
                                    .flags = 0x8600,
                                    .rcode = 0,
                                    .serial = 2026010100,
                                    .nsid = Bytes{'k', '1'}};
  return observation;
}

TEST(QueryLine, AnAnswerHasEveryFieldOnOneLine) {
  const auto text = as_json_line(answered(), clock);
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_EQ(json::parse(text), json::parse(R"({
    "outcome": "answered", "rtt_ns": 17000000, "rtt_source": "kernel", "connect_ns": null,
    "hop_limit": 57, "flags": ["qr", "aa", "tc"],
    "rcode": 0, "nsid": "k1", "serial": 2026010100, "sent_at": "2026-08-19T12:00:09.000000000Z",
    "source_port": 4711, "query_id": 99, "reply": "AQID", "signs": [], "strays": 0,
    "stray_reasons": []})"));
}

TEST(QueryLine, WhatThereIsNotIsNull) {
  const auto line = json::parse(as_json_line({}, clock));
  EXPECT_EQ(line["outcome"], "timeout");
  for (const auto* field : {"rtt_ns", "flags", "rcode", "nsid", "serial", "reply"}) {
    EXPECT_TRUE(line.at(field).is_null()) << field;
  }
}

TEST(QueryLine, AnNsidThatIsNotPrintableIsHexadecimal) {
  auto observation = answered();
  observation.heard->nsid = Bytes{'a', 0x1b, 0xff};
  EXPECT_EQ(json::parse(as_json_line(observation, clock))["nsid"], "611bff");
}

TEST(QueryLine, StraysAreCountedAndExplained) {
  auto observation = answered();
  observation.measurement.stray_count = 9;
  observation.measurement.strays.push_back({.why = record::StrayReason::wrong_source});
  observation.measurement.signs.set(record::Sign::stray);
  const auto line = json::parse(as_json_line(observation, clock));
  EXPECT_EQ(line["strays"], 9);
  EXPECT_EQ(line["stray_reasons"], json({"wrong_source"}));
  EXPECT_EQ(line["signs"], json({"stray"}));
}

}  // namespace
}  // namespace tocsin::probe
