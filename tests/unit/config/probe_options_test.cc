#include "config/probe_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::string complaint(const std::string& yaml) {
  const auto options = probe_options_from(yaml, "probe.yaml");
  return options ? "none" : options.error().text;
}

// The complaint about one more piece of YAML in an otherwise good file.
std::string complaint_about(const std::string& yaml) {
  return complaint("state_dir: /state\n" + yaml);
}

TEST(ProbeOptions, OfTheShippedFileAreTheDefaults) {
  const auto options = load_probe_options(TOCSIN_SOURCE_DIR "/config/probe.yaml");
  ASSERT_TRUE(options) << options.error().text;
  const ProbeOptions defaults;
  EXPECT_EQ(options->state_dir, "/var/lib/tocsin-probe");
  EXPECT_EQ(options->ceilings.queries_per_second, defaults.ceilings.queries_per_second);
  EXPECT_EQ(options->ceilings.bytes_per_day, defaults.ceilings.bytes_per_day);
  EXPECT_EQ(options->spool_bytes_max, defaults.spool_bytes_max);
  EXPECT_EQ(options->watch, defaults.watch);
  EXPECT_EQ(options->fleet_size, defaults.fleet_size);
  EXPECT_EQ(options->plans, defaults.plans);
  EXPECT_TRUE(options->collectors.empty());
}

TEST(ProbeOptions, TakeEveryKey) {
  const auto options = probe_options_from(R"(state_dir: /state
collectors:
  - {name: geneva, address: 192.0.2.10, port: 443, tls_name: c.example.net, ca_file: /ca.pem}
  - {name: nairobi, address: "2001:db8::10", tls_name: c.example.org, log_key: AAAA,
     witnesses: [{key: a+1+A, address: 192.0.2.9, port: 80, path: /w}], quorum: 1}
references: {line: [192.0.2.1], country: [192.0.2.2, "2001:db8::2"], world: [192.0.2.3]}
limits: {queries_per_second: 5, bytes_per_day: 2 MiB, spool_bytes_max: 3 MiB}
watch: {udp_every: 30s, tcp_every: 2m}
time_servers: [192.0.2.123, 198.51.100.123, "2001:db8::123"]
fleet_size: 1000
plans: []
fleet_number: 999
trust_anchor_file: /anchors
hints_file: /hints
)",
                                          "probe.yaml");
  ASSERT_TRUE(options) << options.error().text;
  ASSERT_EQ(options->collectors.size(), 2U);
  EXPECT_EQ(options->collectors[0].port, 443);
  EXPECT_EQ(options->collectors[0].ca_file, "/ca.pem");
  EXPECT_EQ(options->collectors[1].port, 8443);
  EXPECT_EQ(options->collectors[1].log_key, "AAAA");
  ASSERT_EQ(options->collectors[1].witnesses.size(), 1U);
  EXPECT_EQ(to_text(*options->collectors[1].witnesses[0].address), "192.0.2.9");
  EXPECT_EQ(options->collectors[1].quorum, 1U);
  EXPECT_EQ(to_text(options->references.country.at(1)), "2001:db8::2");
  EXPECT_EQ(options->references.world.size(), 1U);
  EXPECT_EQ(options->ceilings.queries_per_second, 5U);
  EXPECT_EQ(options->ceilings.bytes_per_day, 2U * 1024 * 1024);
  EXPECT_EQ(options->time_servers.size(), 3U);
  EXPECT_EQ(options->watch.measures.front().udp_every, 30s);
  EXPECT_EQ(options->watch.measures.front().tcp_every, 2min);
  EXPECT_EQ(options->fleet_size, 1000U);
  EXPECT_TRUE(options->plans.empty());
  EXPECT_EQ(options->fleet_number, 999U);
  EXPECT_EQ(options->trust_anchor_file, "/anchors");
  EXPECT_EQ(options->hints_file, "/hints");
}

TEST(ProbeOptions, NumberAProbeWithinItsFleet) {
  EXPECT_EQ(complaint_about("fleet_size: 3\nfleet_number: 3\n"),
            "probe.yaml:3:15: fleet_number must be below fleet_size: numbers start at 0.");
}

TEST(ProbeOptions, KnowEachPlanOnceAndNeverTheWatch) {
  EXPECT_EQ(complaint_about("plans: [identity, identity]\n"),
            "probe.yaml:2:8: identity is listed twice.");
  EXPECT_EQ(complaint_about("plans: [watch]\n"),
            "probe.yaml:2:9: plans must be the name of a plan: identity, resolver, route, "
            "rssac047, spec10 or zone, not \"watch\".");
}

TEST(ProbeOptions, NameTheKeyThatWasMeant) {
  EXPECT_EQ(complaint_about("referenzes: {}\n"),
            "probe.yaml:2:1: referenzes is not a key of the configuration. Did you mean "
            "references?");
  EXPECT_EQ(complaint_about("limits:\n  query_per_second: 1\n"),
            "probe.yaml:3:3: query_per_second is not a key of limits. Did you mean "
            "queries_per_second?");
}

TEST(ProbeOptions, SayWhatAValueMustBe) {
  EXPECT_EQ(complaint("state_dir: var/state\n"),
            "probe.yaml:1:12: state_dir must be an absolute path, not \"var/state\".");
  EXPECT_EQ(complaint_about("fleet_size: many\n"),
            "probe.yaml:2:13: fleet_size must be a number from 1 to 1000000, not \"many\".");
  EXPECT_THAT(complaint_about("fleet_size: [1]\n"), HasSubstr("not a list."));
  EXPECT_THAT(complaint_about("fleet_size:\n"), HasSubstr("not nothing."));
  EXPECT_THAT(complaint_about("limits: {bytes_per_day: 240}\n"),
              HasSubstr("must be a size from 1 MiB to 1024 GiB, not \"240\"."));
  EXPECT_THAT(complaint_about("collectors: geneva\n"),
              HasSubstr("collectors must be a list, not \"geneva\"."));
  const std::string at = "collectors: [{name: c, address: 192.0.2.1, tls_name: c.example, ";
  EXPECT_THAT(complaint_about(at + "witnesses: [{key: a+1+A}]}]\n"),
              HasSubstr("A witness that is asked has an address."));
  EXPECT_THAT(complaint_about("collectors: [geneva]\n"),
              HasSubstr("Here must be the keys of a collector, not \"geneva\"."));
  EXPECT_THAT(complaint_about("references: {world: [dns.example.net]}\n"),
              HasSubstr("names are never looked up"));
}

TEST(ProbeOptions, NeverMakeTheWatchFaster) {
  EXPECT_THAT(complaint_about("watch: {udp_every: 9s}\n"),
              HasSubstr("udp_every must be a duration from 10s to 1h, not \"9s\"."));
  EXPECT_THAT(complaint_about("watch: {tcp_every: 0s}\n"), HasSubstr("from 1m to 1h"));
}

TEST(ProbeOptions, RefuseDuplicates) {
  EXPECT_EQ(complaint_about("fleet_size: 1\nfleet_size: 2\n"),
            "probe.yaml:3:1: fleet_size is given twice, first in line 2.");
  const std::string c = "{name: c, address: 192.0.2.1, tls_name: c.example}";
  EXPECT_THAT(complaint_about("collectors: [" + c + ", " + c + "]\n"),
              HasSubstr("There is another collector named c."));
}

TEST(ProbeOptions, RefuseTimeServersThatCannotOutvoteALiar) {
  EXPECT_THAT(complaint_about("time_servers: [192.0.2.1, 192.0.2.2]"), HasSubstr("at least three"));
  EXPECT_THAT(complaint_about("time_servers: [192.0.2.1, 192.0.2.2, 192.0.2.1]"),
              HasSubstr("listed twice"));
  EXPECT_EQ(complaint_about("time_servers: []"), "none");
}

TEST(ProbeOptions, RefuseReferencesThatAreNone) {
  EXPECT_THAT(complaint_about("references: {world: [193.0.14.129]}\n"),
              HasSubstr("193.0.14.129 is a root server"));
  EXPECT_THAT(complaint_about("references: {line: [192.0.2.1], world: [192.0.2.1]}\n"),
              HasSubstr("192.0.2.1 is a reference already."));
  EXPECT_THAT(complaint_about("collectors: [{name: c, address: 192.0.2.1, tls_name: c.example}]\n"
                              "references: {world: [192.0.2.1]}\n"),
              HasSubstr("192.0.2.1 is a collector"));
}

TEST(ProbeOptions, ListEveryMistakeInTheOrderOfTheFile) {
  EXPECT_EQ(complaint("fleet_size: 0\ncollectors:\n  - {name: c, port: 0}\n"),
            "probe.yaml:1:1: the configuration needs state_dir.\n"
            "probe.yaml:1:13: fleet_size must be a number from 1 to 1000000, not \"0\".\n"
            "probe.yaml:3:5: a collector needs address.\n"
            "probe.yaml:3:5: a collector needs tls_name.\n"
            "probe.yaml:3:21: port must be a number from 1 to 65535, not \"0\".");
}

TEST(ProbeOptions, OfAFileThatIsNotThereAreAnError) {
  const auto options = load_probe_options("/nonexistent/probe.yaml");
  ASSERT_FALSE(options);
  EXPECT_EQ(options.error().text, "cannot open /nonexistent/probe.yaml: No such file or directory");
}

}  // namespace
}  // namespace tocsin::config
