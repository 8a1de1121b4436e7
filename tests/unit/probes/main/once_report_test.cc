#include "probes/main/once_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;
using record::Transport;
using testing::HasSubstr;

record::Observation answered(std::uint32_t endpoint, Transport transport, const char* instance) {
  record::Observation observation;
  auto& measurement = observation.measurement;
  measurement.endpoint = endpoint;
  measurement.transport = transport;
  measurement.outcome = Outcome::answered;
  measurement.sent_at = {5s};
  measurement.rtt = 12'340us;
  measurement.rtt_source = record::RttSource::kernel;
  const auto nsid = as_bytes(instance);
  observation.heard = record::Heard{.serial = 2026010100, .nsid = Bytes(nsid.begin(), nsid.end())};
  return observation;
}

// k answers by IPv4 over both transports from two instances, and not at all by IPv6.
OnceReport report_of_k() {
  OnceReport report;
  for (const char* address : {"193.0.14.129", "2001:7fd::1"}) {
    report.targets.endpoints.push_back({".", "k.root-servers.net.", *plan::address_from(address)});
  }
  record::Observation silent;
  silent.measurement.endpoint = 1;
  report.observations = {
      answered(0, Transport::udp, "fra1"), answered(0, Transport::tcp, "iad2"), silent};
  report.clock = {.monotonic = {5s},
                  .wall = {1787140800s},
                  .bound = 2ms,
                  .source = record::ClockSource::kernel};
  return report;
}

TEST(OnceTable, HasALinePerAddressAndASummary) {
  EXPECT_EQ(as_table(report_of_k()),
            "letter  address       udp      tcp      serial      instance\n"
            "k       193.0.14.129  12.3 ms  12.3 ms  2026010100  fra1 / iad2\n"
            "k       2001:7fd::1   timeout  -        -           -\n"
            "\n"
            "1 of 1 letters answered by IPv4, 0 of 1 by IPv6.\n");
}

TEST(OnceTable, ShowsAnErrorOfTheServerBesideItsTime) {
  auto report = report_of_k();
  report.observations[0].heard->rcode = 2;
  EXPECT_THAT(as_table(report), HasSubstr("12.3 ms, rcode 2"));
}

TEST(OnceTable, LetsNoServerWriteControlCharacters) {
  auto report = report_of_k();
  report.observations[0].heard->nsid = Bytes{0x1b, '[', '2', 'J'};
  EXPECT_THAT(as_table(report), HasSubstr("1b5b324a / iad2"));
}

TEST(OnceJson, SaysTheSameToPrograms) {
  const auto document = nlohmann::json::parse(as_json(report_of_k()));
  EXPECT_EQ(document["clock_bound_ns"], 2'000'000);
  const auto& first = document["measurements"][0];
  EXPECT_EQ(first["server"], "k.root-servers.net.");
  EXPECT_EQ(first["family"], "ipv4");
  EXPECT_EQ(first["sent_at"], "2026-08-19T12:00:00.000000000Z");
  EXPECT_EQ(first["rtt_ns"], 12'340'000);
  EXPECT_EQ(first["nsid"], "66726131");
  EXPECT_EQ(first["instance"], "fra1");
  EXPECT_TRUE(document["measurements"][2]["rtt_ns"].is_null());
}

TEST(OnceReport, KnowsWhetherAnythingAnswered) {
  auto report = report_of_k();
  EXPECT_TRUE(anything_answered(report));
  report.observations.erase(report.observations.begin(), report.observations.begin() + 2);
  EXPECT_FALSE(anything_answered(report));
}

}  // namespace
}  // namespace tocsin::probe
