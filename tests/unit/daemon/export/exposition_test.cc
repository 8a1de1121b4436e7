#include "daemon/export/exposition.h"

#include <gtest/gtest.h>

#include "daemon/export/metrics.h"
#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class Exposition : public testing::Test {
 protected:
  Exposition() { scene.enrol("no-1", "NO"); }

  std::string page() const { return exposition(scene.seen(zones), counters, scene.dependence()); }
  testing::AssertionResult says(const std::string& line) const {
    if (page().find("\n" + line + "\n") != std::string::npos) return testing::AssertionSuccess();
    return testing::AssertionFailure() << line << "\nis not in\n" << page();
  }
  bool mentions(const std::string& text) const { return page().find(text) != std::string::npos; }

  Scene scene;
  std::optional<VerifiedSerials> zones;
  CollectorCounters counters{.version = "0.1.0"};
};

TEST_F(Exposition, ShowsWhatAProbeSees) {
  scene.report("no-1").saw({.nsid = "s1.osl", .serial = 2026010100}).arrives();
  const std::string who = R"({probe="no-1",server="k",family="ipv4")";
  EXPECT_TRUE(says("tocsin_server_up" + who + R"(,transport="udp"} 1)"));
  EXPECT_TRUE(says("tocsin_server_instance_info" + who + R"(,instance="s1.osl"} 1)"));
  EXPECT_TRUE(says("tocsin_zone_serial" + who + "} 2026010100"));
}

TEST_F(Exposition, ShowsWhatIsKnownOfAProbe) {
  scene.report("no-1").arrives();
  EXPECT_TRUE(says(R"(tocsin_probe_up{probe="no-1"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_probe_last_report_timestamp_seconds{probe="no-1"} 1800000000)"));
  EXPECT_TRUE(
      says(R"(tocsin_probe_info{probe="no-1",version="0.1.0",asn="64500",network="Example",)"
           R"(country="NO",lat="59.9",lon="10.8",attested="yes"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_probe_voice{probe="no-1",family="ipv6"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_probe_reach{probe="no-1",family="ipv4",reach="connected"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_probe_clock_bound_seconds{probe="no-1"} 0.001)"));
}

TEST_F(Exposition, HasOfASerialThatNobodyVerifiedNoLag) {
  scene.report("no-1").saw({.nsid = "s1.osl", .serial = 7}).arrives();
  EXPECT_TRUE(says(R"(tocsin_zone_publication_lag_seconds{server="k",nsid="s1.osl"} 0)"));
  EXPECT_FALSE(mentions("tocsin_zone_unverified_serial"));
  zones.emplace();
  EXPECT_FALSE(mentions("tocsin_zone_publication_lag_seconds"));
  EXPECT_TRUE(says(R"(tocsin_zone_unverified_serial{server="k",nsid="s1.osl"} 7)"));
}

TEST_F(Exposition, HasTheMedianOfALettersAnswersOverAnHourWithItsBounds) {
  scene.report("no-1").saw({.rtt = 12ms}).saw("a", Outcome::timeout).arrives();
  const std::string of = R"({window="1h",server="k",family="ipv4",transport="udp"})";
  EXPECT_TRUE(says("tocsin_server_window_latency_seconds" + of + " 0.012"));
  EXPECT_TRUE(says("tocsin_server_window_latency_seconds_low" + of + " 0"));
  EXPECT_TRUE(says("tocsin_server_window_latency_seconds_high" + of + " 4"));
  EXPECT_TRUE(says("tocsin_server_window_answers" + of + " 1"));
  EXPECT_FALSE(mentions(R"(latency_seconds{window="1h",server="a")"));
}

TEST_F(Exposition, HasNoCorrectnessWhereNothingWasJudged) {
  EXPECT_FALSE(mentions("tocsin_server_window_responses"));
  scene.report("no-1").saw("k", Outcome::answered).to_judge().arrives();
  scene.wait(75min);
  EXPECT_FALSE(mentions("tocsin_root_window_correctness"));
  EXPECT_TRUE(
      says(R"(tocsin_server_window_responses{window="1h",server="k",state="not_judged"} 1)"));
}

TEST_F(Exposition, HasCorrectnessWithItsBoundsAndCounts) {
  scene.judge(true);
  scene.report("no-1").saw("k", Outcome::answered).to_judge().arrives();
  scene.judge({});
  scene.report("no-1").saw("a", Outcome::answered).to_judge().arrives();
  scene.wait(75min);
  EXPECT_TRUE(says(R"(tocsin_root_window_correctness_ratio{window="1h"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_root_window_correctness_ratio_high{window="1h"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_server_window_responses{window="1h",server="k",state="correct"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_server_window_responses{window="1h",server="k",state="missing"} 11)"));
  EXPECT_TRUE(
      says(R"(tocsin_server_window_responses{window="1h",server="a",state="not_judged"} 1)"));
}

TEST_F(Exposition, LeavesOfASilentProbeThatItIsSilent) {
  scene.report("no-1").saw({.nsid = "s1.osl", .serial = 1}).arrives();
  scene.wait(21s);
  EXPECT_TRUE(says(R"(tocsin_probe_up{probe="no-1"} 0)"));
  EXPECT_TRUE(says(R"(tocsin_probe_voice{probe="no-1",family="ipv4"} 0)"));
  EXPECT_TRUE(mentions("tocsin_probe_last_report_timestamp_seconds"));
  for (const auto& metric : {metrics::server_up,
                             metrics::server_instance_info,
                             metrics::zone_serial,
                             metrics::probe_reach,
                             metrics::probe_recent_letters,
                             metrics::probe_clock_bound}) {
    EXPECT_FALSE(mentions(std::string(metric.name))) << metric.name;
  }
}

TEST_F(Exposition, ShowsAnUnattestedProbeWithoutACountry) {
  scene.enrol_unattested("xx-1");
  EXPECT_TRUE(says(R"(tocsin_probe_info{probe="xx-1",version="",asn="",network="",)"
                   R"(country="unattested",lat="",lon="",attested="no"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_probe_voice{probe="xx-1",family="ipv4"} 0)"));
}

TEST_F(Exposition, PutsBoundsAndDenominatorsBesideTheRatio) {
  scene.enrol("se-1", "SE");
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  const std::string udp4 = R"({family="ipv4",transport="udp")";
  EXPECT_TRUE(says("tocsin_root_availability_ratio" + udp4 + "} 1"));
  EXPECT_TRUE(says("tocsin_root_availability_ratio_low" + udp4 + "} 0.5"));
  EXPECT_TRUE(says("tocsin_root_availability_ratio_high" + udp4 + "} 1"));
  EXPECT_TRUE(says("tocsin_root_probes" + udp4 + R"(,state="voice"} 1)"));
  EXPECT_TRUE(says("tocsin_root_probes" + udp4 + R"(,state="silent"} 1)"));
}

TEST_F(Exposition, SaysHowManyWereAskedLatelyBesideHowManyAnswered) {
  scene.report("no-1")
      .saw("ab", Outcome::answered, {.transport = Transport::tcp})
      .saw("c", Outcome::timeout, {.transport = Transport::tcp})
      .arrives();
  const std::string tcp4 = R"(family="ipv4",transport="tcp"})";
  EXPECT_TRUE(says(R"(tocsin_probe_recent_letters{probe="no-1",)" + tcp4 + " 3"));
  EXPECT_TRUE(says(R"(tocsin_probe_recent_letters_up{probe="no-1",)" + tcp4 + " 2"));
  EXPECT_TRUE(says(R"(tocsin_server_recent_probes{server="c",)" + tcp4 + " 1"));
  EXPECT_TRUE(says(R"(tocsin_server_recent_probes_up{server="c",)" + tcp4 + " 0"));
  EXPECT_TRUE(says(R"(tocsin_server_recent_probes{server="d",)" + tcp4 + " 0"));
}

TEST_F(Exposition, HasNoRatioWithoutAVoice) {
  EXPECT_FALSE(mentions("tocsin_root_availability_ratio"));
  EXPECT_TRUE(says(R"(tocsin_root_probes{family="ipv4",transport="udp",state="voice"} 0)"));
}

TEST_F(Exposition, BeginsOkAndTimeoutAtZero) {
  scene.report("no-1").saw({}).arrives();
  const std::string cell =
      R"(tocsin_queries_total{server="k",family="ipv4",transport="udp",result=)";
  EXPECT_TRUE(says(cell + R"("ok",country="NO"} 1)"));
  EXPECT_TRUE(says(cell + R"("timeout",country="NO"} 0)"));
  EXPECT_FALSE(mentions(R"(result="servfail")"));
}

TEST_F(Exposition, CannotBeBrokenByAHostileServer) {
  scene.report("no-1").saw({.nsid = "\"} 1\ntocsin_server_up 0\n"}).arrives();
  EXPECT_FALSE(mentions("\ntocsin_server_up 0"));
  EXPECT_TRUE(mentions(R"(instance="0x227d20310a746f6373696e)"));
}

TEST_F(Exposition, ShowsTheCollectorsOwnCounters) {
  counters.journal_bytes = 4096;
  counters.batches_admitted["next"] = 3;
  counters.batches_rejected["bad_signature"] = 2;
  counters.refusals_handed["own_refusal"] = 4;
  counters.objects["embargoed"] = 5;
  counters.tls_refusals[{"probes", "no_certificate"}] = 1;
  EXPECT_TRUE(says(R"(tocsin_build_info{version="0.1.0"} 1)"));
  EXPECT_TRUE(says("tocsin_journal_bytes 4096"));
  EXPECT_TRUE(says("tocsin_batches_repeated_total 0"));
  EXPECT_TRUE(says("tocsin_live_dropped_total 0"));
  EXPECT_TRUE(says(R"(tocsin_batches_admitted_total{admission="next"} 3)"));
  EXPECT_TRUE(says(R"(tocsin_batches_rejected_total{reason="bad_signature"} 2)"));
  EXPECT_TRUE(says(R"(tocsin_refusals_handed_total{result="own_refusal"} 4)"));
  EXPECT_TRUE(says(R"(tocsin_objects_total{result="embargoed"} 5)"));
  EXPECT_TRUE(says(R"(tocsin_tls_refusals_total{listener="probes",reason="no_certificate"} 1)"));
}

TEST_F(Exposition, ShowsHowFarItHasCosignedTheLogsOfPeers) {
  counters.peer_logs["new.example/log"] = {.forks = {{"same_size", 0}}};
  counters.peer_logs["peer.example/log"] = {.cosigned_size = 5,
                                            .cosigned_at = WallTime{1h},
                                            .refused_at = {{"inconsistent", WallTime{2h}}},
                                            .forks = {{"same_size", 1}}};
  const std::string peer = R"({log="peer.example/log")";
  EXPECT_TRUE(says("tocsin_peer_log_cosigned_size" + peer + "} 5"));
  EXPECT_TRUE(says("tocsin_peer_log_cosigned_timestamp_seconds" + peer + "} 3600"));
  EXPECT_TRUE(
      says("tocsin_peer_log_refused_timestamp_seconds" + peer + R"(,reason="inconsistent"} 7200)"));
  EXPECT_TRUE(says("tocsin_peer_log_forks" + peer + R"(,kind="same_size"} 1)"));
  EXPECT_TRUE(says(R"(tocsin_peer_log_cosigned_size{log="new.example/log"} 0)"));
  EXPECT_FALSE(mentions(R"(cosigned_timestamp_seconds{log="new.example/log")"));
}

TEST_F(Exposition, SaysNothingOfAZoneThatIsNotInForce) {
  counters.zone_versions = 3;
  counters.zone_fetches["timeout"] = 2;
  EXPECT_TRUE(says("tocsin_root_zone_versions 3"));
  EXPECT_TRUE(says(R"(tocsin_root_zone_fetches_total{result="timeout"} 2)"));
  EXPECT_FALSE(mentions("tocsin_root_zone_continuity_seconds"));
  EXPECT_FALSE(mentions("tocsin_root_zone_serial"));
}

TEST_F(Exposition, ShowsTheZoneInForce) {
  counters.zone = {.serial = 2026081901, .lasts = 90min};
  EXPECT_TRUE(says("tocsin_root_zone_serial 2026081901"));
  EXPECT_TRUE(says("tocsin_root_zone_continuity_seconds 5400"));
}

TEST_F(Exposition, LeavesNoListedMetricOut) {
  scene.judge(true);
  scene.report("no-1").saw("a", Outcome::answered).to_judge().arrives();
  scene.wait(75min);
  counters.log_witnessed_size = 5;
  counters.log_unwitnessed_since = WallTime{1h};
  counters.witness_sizes["cert.example/witness"] = 5;
  counters.peer_logs["peer.example/log"] = {.cosigned_size = 5,
                                            .cosigned_at = WallTime{1h},
                                            .refused_at = {{"not_signed", WallTime{1h}}},
                                            .forks = {{"same_size", 0}}};
  counters.time_stamps[{"example-tsa", "logged"}] = 1;
  counters.time_stamps_newest["example-tsa"] = WallTime{1h};
  counters.zone_fetches["verified"] = 1;
  counters.zone_alarms["delegation_removed"] = 1;
  counters.zone = {.serial = 1, .lasts = 1h};
  counters.batches_admitted["next"] = 3;
  counters.batches_rejected["bad_signature"] = 2;
  counters.tls_refusals[{"probes", "no_certificate"}] = 1;
  counters.http_refusals[{"admin", "malformed"}] = 1;
  record::Signs signs;
  signs.set(record::Sign::stray);
  scene.report("no-1")
      .saw({.nsid = "s1.osl", .serial = 1, .signs = signs, .strays = {{}}})
      .saw({.letter = 'b', .nsid = "s1.ams", .serial = 2})
      .saw({.letter = 'c', .outcome = Outcome::intercepted})
      .arrives();
  zones.emplace().add(1, scene.now());
  for (const auto& metric : metrics::all) {
    EXPECT_TRUE(mentions("# TYPE " + std::string(metric.name) + " ")) << metric.name;
  }
}

TEST_F(Exposition, CountsWhatIsOddByItsName) {
  record::Signs signs;
  signs.set(record::Sign::recursion_available);
  const record::Stray stray{.why = record::StrayReason::wrong_id};
  scene.report("no-1")
      .saw({.outcome = Outcome::intercepted, .signs = signs, .strays = {stray, stray}})
      .arrives();
  const std::string where = R"({server="k",family="ipv4",transport="udp",)";
  EXPECT_TRUE(says("tocsin_signs_total" + where + R"(sign="recursion_available",country="NO"} 1)"));
  EXPECT_TRUE(says("tocsin_stray_replies_total" + where + R"(reason="wrong_id",country="NO"} 2)"));
}

TEST_F(Exposition, CutsTheDetailFirstAndSaysHowMuch) {
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  const std::string cut = exposition(scene.seen(), counters, {}, 220);
  EXPECT_NE(cut.find("tocsin_root_availability_ratio{"), std::string::npos);
  EXPECT_NE(cut.find("tocsin_probe_up{"), std::string::npos);
  EXPECT_EQ(cut.find("tocsin_query_duration_seconds"), std::string::npos);
  EXPECT_EQ(cut.find("tocsin_series_dropped 0"), std::string::npos);
  EXPECT_TRUE(says("tocsin_series_dropped 0"));
}

}  // namespace
}  // namespace tocsin::collector
