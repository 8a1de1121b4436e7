#include "probes/main/trace_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

HopProbe notice(std::string_view from, Duration rtt) {
  HopProbe probe;
  probe.notice =
      HopNotice{.what = HopAnswer::expired, .from = plan::address_from(from), .rtt = rtt};
  return probe;
}

HopProbe reply(Duration rtt) {
  HopProbe probe;
  probe.reply = HopReply{.rtt = rtt, .hop_limit = 61};
  return probe;
}

Trace example() {
  Trace trace;
  trace.server = plan::address_from("2001:db8::53").value();
  trace.source_port = 4711;
  trace.hops = {{.hop_limit = 1, .probes = {notice("fd00::1", 1ms), notice("fd00::1", 2ms)}},
                {.hop_limit = 2, .probes = {HopProbe(), HopProbe()}},
                {.hop_limit = 3, .probes = {reply(20ms), HopProbe()}}};
  trace.end = TraceEnd::answered;
  return trace;
}

TEST(TraceReport, ALineAHopSaysWhoSpokeAndHowEachQueryWent) {
  const auto text = as_table(example(), {});
  EXPECT_THAT(text, HasSubstr("  1  fd00::1 "));
  EXPECT_THAT(text, HasSubstr("1.0 ms  2.0 ms"));
  EXPECT_THAT(text, HasSubstr("  2  - "));
  EXPECT_THAT(text, HasSubstr("20.0 ms  *"));
  EXPECT_THAT(text, HasSubstr("Answered from 3 hops away."));
  EXPECT_THAT(text, Not(HasSubstr("not the server")));
}

TEST(TraceReport, ASignIsASentence) {
  EXPECT_THAT(as_table(example(), {.answered_and_expired = true}), HasSubstr("had expired"));
  EXPECT_THAT(as_table(example(), {.nearer_than_server = true}), HasSubstr("far nearer"));
}

TEST(TraceReport, ATraceWithoutAnAnswerSaysHowItEnded) {
  auto trace = example();
  trace.hops.pop_back();
  trace.end = TraceEnd::silent;
  EXPECT_THAT(as_table(trace, {}), HasSubstr("No answer: the trace ended with silent."));
  EXPECT_THAT(as_json(trace, {}), HasSubstr("\"distance\": null"));
}

TEST(TraceReport, AsJsonNothingIsLeftOut) {
  const auto text = as_json(example(), {.answered_and_expired = true});
  EXPECT_THAT(text, HasSubstr("\"server\": \"2001:db8::53\""));
  EXPECT_THAT(text, HasSubstr("\"source_port\": 4711"));
  EXPECT_THAT(text, HasSubstr("\"distance\": 3"));
  EXPECT_THAT(text, HasSubstr("\"answered_and_expired\""));
  EXPECT_THAT(text, HasSubstr("\"rtt_ns\": 2000000"));
  EXPECT_THAT(text, HasSubstr("\"hop_limit\": 61"));
  EXPECT_THAT(text, HasSubstr("\"answer\": \"silent\""));
}

}  // namespace
}  // namespace tocsin::probe
