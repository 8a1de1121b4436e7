#include "daemon/main/collector.h"

#include <gmock/gmock.h>

#include <thread>

#include "core/base/hex.h"
#include "core/entry/entry.h"
#include "core/http/problem.h"
#include "core/record/attestation.h"
#include "core/record/plan_offer.h"
#include "core/record/revocation.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "tests/support/record/sample_batch.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/probe_client.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class CollectorTest : public testing::Test {
 protected:
  CollectorTest() {
    collector_.start();
    EXPECT_TRUE(publishes(1)) << "the first entry announces the logs of later years";
  }

  // Enrolled and connected.
  std::unique_ptr<ProbeClient> probe(const std::string& name, std::uint8_t mark) {
    auto probe = std::make_unique<ProbeClient>(name, mark);
    const auto enrolled = enrol(*probe, collector_.token(name));
    EXPECT_TRUE(enrolled && enrolled->status == 200U);
    probe->connect(collector_.ports().probes);
    return probe;
  }
  Result<http::Response> enrol(ProbeClient& probe, const std::string& token) {
    return probe.enrol(token, collector_.ports().enrolment, collector_.ca_pem());
  }
  // The slug of the refusal.
  std::string refused(ProbeClient& probe, const record::EnrolmentRequest& request) {
    const auto response = probe.post(request, collector_.ports().enrolment, collector_.ca_pem());
    return response ? http::problem_slug(*response) : response.error().text;
  }
  Bytes attestation_of(ProbeClient& probe, const crypto::SigningKey& country_key) {
    record::Attestation said;
    said.country = "NO";
    said.key = probe.script().key().public_key();
    said.probe = probe.script().id();
    said.asn = 224;
    said.network = "Uninett";
    said.place = record::place_at(59.9, 10.7).value();
    said.from = now() - 1h;
    said.until = now() + 1h;
    return record::sign(said, country_key);
  }
  // Whether this is what /metrics says of the probe no-1, which has not reported yet.
  bool is_shown_with(const std::string& labels) {
    return collector_.metric("tocsin_probe_info{probe=\"no-1\",version=\"\"," + labels + "}") ==
           "1";
  }
  // The tree under the checkpoint that the public listener gives.
  tlog::TreeHead published() {
    const auto checkpoint = collector_.look_up("/log/checkpoint");
    const auto note = tlog::parse_note(as_text(checkpoint.body));
    return note ? tlog::parse_checkpoint(note->text)->tree : tlog::TreeHead{};
  }
  bool publishes(std::uint64_t size) {
    return test::eventually([&] { return published().size == size; });
  }
  WallTime now() const { return system::SystemClock().wall(); }

  crypto::SigningKey norway_ = crypto::SigningKey::from_seed({200});
  RunningCollector collector_;
};

using ACollector = CollectorTest;

TEST_F(ACollector, ShowsWhatChangedInTheRootZoneToEverybody) {
  const auto all = collector_.look_up("/v1/delegations");
  EXPECT_EQ(all.status, 200U);
  EXPECT_EQ(as_text(all.body), R"({"steps":[]})");
  EXPECT_EQ(collector_.look_up("/v1/delegations?tld=no").status, 200U);
  EXPECT_EQ(collector_.look_up("/v1/delegations?tld=").status, 400U);
  EXPECT_EQ(collector_.look_up("/v1/delegations?tld=no&all").status, 400U);
  EXPECT_EQ(collector_.look_up("/v1/delegations?serial=1").status, 400U);
  const auto feed = collector_.look_up("/v1/delegations.atom");
  EXPECT_EQ(feed.status, 200U);
  EXPECT_THAT(std::string(as_text(feed.body)), HasSubstr("<feed "));
}

TEST_F(ACollector, ShowsTheRootToEverybody) {
  const auto page = collector_.look_up("/v1/root");
  EXPECT_EQ(page.status, 200U);
  const auto text = as_text(page.body);
  EXPECT_NE(text.find(R"("1h":{"ipv4_udp":{"value":null,"bounds":[null,null],)"), text.npos)
      << text;
}

TEST_F(ACollector, SaysOfWhichEntriesOfItsLogTheHourAndTheDayAre) {
  const auto no1 = probe("no-1", 1);
  for (int i = 0; i < 2; ++i) {
    const auto batch = no1->script().next(now());
    EXPECT_TRUE(no1->acknowledges(no1->push(batch), batch));
  }
  const auto page = [this] { return std::string(as_text(collector_.look_up("/v1/root").body)); };
  EXPECT_THAT(page(), HasSubstr(R"("log":{"from":0,"size":4,"left_out":0},)"));
  collector_.restart_after_power_loss();
  EXPECT_THAT(page(), HasSubstr(R"("log":{"from":4,"size":4,"left_out":0},)"));
}

TEST_F(ACollector, EnrolsAProbeAndAcknowledgesItsBatches) {
  const auto no1 = probe("no-1", 1);
  for (int i = 0; i < 3; ++i) {
    const auto batch = no1->script().next(now());
    EXPECT_TRUE(no1->acknowledges(no1->push(batch), batch));
  }
  EXPECT_EQ(collector_.metric("tocsin_batches_admitted_total{admission=\"next\"}"), "3");
  EXPECT_EQ(collector_.metric("tocsin_probe_up{probe=\"no-1\"}"), "1");
}

TEST_F(ACollector, TakesATokenOnce) {
  const auto token = collector_.token("no-1");
  ProbeClient first("no-1", 1);
  ASSERT_TRUE(enrol(first, token));
  ProbeClient second("no-1", 1);
  EXPECT_EQ(http::problem_slug(*enrol(second, token)), "unknown-token");
}

TEST_F(ACollector, RefusesAnEnrolmentWithoutUsingUpItsToken) {
  const auto token = collector_.token("no-1");
  ProbeClient no1("no-1", 1);
  auto unproven = no1.enrolment_request(token);
  unproven.key = crypto::SigningKey::from_seed({7}).public_key();
  EXPECT_EQ(refused(no1, unproven), "bad-proof");
  ProbeClient other("se-1", 2);
  EXPECT_EQ(refused(other, other.enrolment_request(token)), "wrong-name");
  EXPECT_EQ(refused(no1, no1.enrolment_request("no-1.guess")), "unknown-token");
  auto garbage = no1.enrolment_request(token);
  garbage.certificate_request = "none";
  EXPECT_EQ(refused(no1, garbage), "bad-certificate-request");
  EXPECT_EQ(enrol(no1, token)->status, 200U);
}

TEST_F(ACollector, GivesANameToOneProbeOnly) {
  probe("no-1", 1);
  ProbeClient other("no-1", 2);
  EXPECT_EQ(refused(other, other.enrolment_request(collector_.token("no-1"))), "name-taken");
}

TEST_F(ACollector, AsksStrangersWhoEnrolTooOftenToComeBack) {
  ProbeClient stranger("no-1", 1);
  const auto request = stranger.enrolment_request("no-1.guess");
  std::string last;
  for (int i = 0; i < 50 && last != "too-many-requests"; ++i) last = refused(stranger, request);
  EXPECT_EQ(last, "too-many-requests");
}

TEST_F(ACollector, CountsAProbeForItsCountryOnlyByTheCountrysWord) {
  collector_.stop();
  collector_.trust("NO", norway_.public_key());
  collector_.start();
  ProbeClient no1("no-1", 1);
  auto request = no1.enrolment_request(collector_.token("no-1"));
  request.attestation = attestation_of(no1, crypto::SigningKey::from_seed({201}));
  EXPECT_EQ(refused(no1, request), "bad-attestation");
  request.attestation = attestation_of(no1, norway_);
  EXPECT_EQ(refused(no1, request), "");
  EXPECT_TRUE(is_shown_with(
      "asn=\"224\",network=\"Uninett\",country=\"NO\",lat=\"59.9\",lon=\"10.7\",attested=\"yes\""));
  EXPECT_THAT(std::string(as_text(collector_.look_up("/neighbours").body)),
              HasSubstr("| NO |  | 1 | AS224 Uninett (1) |\n"));
  collector_.restart_after_power_loss();
  EXPECT_TRUE(is_shown_with(
      "asn=\"224\",network=\"Uninett\",country=\"NO\",lat=\"59.9\",lon=\"10.7\",attested=\"yes\""));
}

TEST_F(ACollector, TakesNoMoreOfAProbeWhoseCountryTookItsWordBack) {
  collector_.stop();
  collector_.trust("NO", norway_.public_key());
  collector_.start();
  ProbeClient no1("no-1", 1);
  auto request = no1.enrolment_request(collector_.token("no-1"));
  request.attestation = attestation_of(no1, norway_);
  const auto port = collector_.ports().enrolment;
  ASSERT_TRUE(no1.enrol(request, port, collector_.ca_pem()));
  no1.connect(collector_.ports().probes);
  const auto before = no1.script().next(now());
  ASSERT_TRUE(no1.acknowledges(no1.push(before), before));

  const record::Revocation said{.country = "NO",
                                .key = no1.script().key().public_key(),
                                .from = now() - 1s,
                                .reason = "stolen"};
  collector_.revoke(record::sign(said, norway_));
  ASSERT_TRUE(collector_.reload());
  ASSERT_TRUE(publishes(5)) << "what arrives before the word counts would be taken, for ever";
  const auto after = no1.script().next(now());
  const auto is_refused = [&] {
    const auto answer = no1.push(after);
    return answer && http::problem_slug(*answer) == "revoked";
  };
  EXPECT_TRUE(is_refused());
  EXPECT_TRUE(no1.acknowledges(no1.push(before), before)) << "the same batch, the same answer";
  const auto unattested = [&] {
    return is_shown_with(
        "asn=\"224\",network=\"Uninett\",country=\"NO\",lat=\"59.9\",lon=\"10.7\","
        "attested=\"no\"");
  };
  const auto bundle = collector_.look_up("/log/tile/entries/000.p/5").body;
  const auto entries = tlog::decode_bundle(bundle);
  EXPECT_EQ(entry::decode(entries->at(4))->kind, entry::Kind::revocation);

  collector_.restart_after_power_loss();
  no1.connect(collector_.ports().probes);
  EXPECT_TRUE(is_refused());
  EXPECT_TRUE(test::eventually(unattested));
  EXPECT_EQ(published().size, 5U) << "nothing is said twice";
}

TEST_F(ACollector, DoesNotStartOnAWordThatIsNotTheCountrys) {
  collector_.trust("NO", norway_.public_key());
  const record::Revocation said{.country = "NO", .key = {}, .from = now(), .reason = "stolen"};
  collector_.revoke(record::sign(said, crypto::SigningKey::from_seed({201})));
  EXPECT_FALSE(collector_.reload());
}

TEST_F(ACollector, ShowsAProbeWithoutItsCountrysWordAsUnattested) {
  probe("no-1", 1);
  EXPECT_NE(collector_.metrics().find("attested=\"no\""), std::string::npos);
}

TEST_F(ACollector, RefusesBadBatchesEachUnderItsReason) {
  const auto no1 = probe("no-1", 1);
  const auto se1 = probe("se-1", 2);
  const auto rejected = [&](const std::string& reason) {
    return collector_.metric("tocsin_batches_rejected_total{reason=\"" + reason + "\"}");
  };
  const auto good = no1->script().next(now());
  EXPECT_EQ(no1->push(Bytes(1000, 0xff))->status, 400U);
  EXPECT_EQ(rejected("malformed_batch"), "1");
  EXPECT_EQ(se1->push(good)->status, 403U);
  EXPECT_EQ(rejected("foreign_identity"), "1");
  EXPECT_EQ(no1->push(good)->status, 200U);
  EXPECT_EQ(no1->push(no1->script().twin_of(good))->status, 409U);
  EXPECT_EQ(rejected("equivocation"), "1");
  EXPECT_EQ(no1->push(Bytes(5 * 1024 * 1024))->status, 413U);
  EXPECT_EQ(collector_.metric(
                "tocsin_http_refusals_total{listener=\"probes\",reason=\"body_too_large\"}"),
            "1");
}

TEST_F(ACollector, CountsWhoComesWithoutACertificate) {
  auto options = loopback(collector_.ports().probes);
  options.tls = http::TlsClientOptions{ProbeClient::host, collector_.ca_pem(), std::nullopt};
  EXPECT_FALSE(ask(options, {}));
  EXPECT_EQ(
      collector_.metric("tocsin_tls_refusals_total{listener=\"probes\",reason=\"no_certificate\"}"),
      "1");
}

TEST_F(ACollector, KnowsItsProbesAndTheirChainsAfterALossOfPower) {
  const auto no1 = probe("no-1", 1);
  const auto first = no1->script().next(now());
  const auto answer = no1->push(first);
  collector_.restart_after_power_loss();
  no1->connect(collector_.ports().probes);
  EXPECT_EQ(no1->push(first)->body, answer->body);
  const auto second = no1->script().next(now());
  EXPECT_TRUE(no1->acknowledges(no1->push(second), second));
  EXPECT_EQ(collector_.metric("tocsin_batches_admitted_total{admission=\"next\"}"), "1");
}

TEST_F(ACollector, PlacesMeasurementsOfATargetSetThatItWasShownBeforeALossOfPower) {
  const auto no1 = probe("no-1", 1);
  no1->push(no1->script().next(now()));
  collector_.restart_after_power_loss();
  no1->connect(collector_.ports().probes);
  auto unannounced = record::sample::payload();
  unannounced.objects.clear();
  EXPECT_EQ(no1->push(no1->script().next_with(now(), unannounced))->status, 200U);
  EXPECT_EQ(collector_.metric("tocsin_unplaced_measurements_total{probe=\"no-1\"}"), "0");
  EXPECT_EQ(collector_.metric("tocsin_server_up{probe=\"no-1\",server=\"k\",family=\"ipv4\","
                              "transport=\"udp\"}"),
            "1");
}

// Its three threads at once, for ThreadSanitizer to look at.
TEST_F(ACollector, ServesProbesReadersAndStrangersAtOnce) {
  constexpr int batches = 20;
  std::vector<std::unique_ptr<ProbeClient>> probes;
  for (std::uint8_t i = 1; i <= 3; ++i) probes.push_back(probe("no-" + std::to_string(i), i));
  std::vector<std::jthread> busy;
  for (auto& each : probes) {
    busy.emplace_back([&] {
      for (int i = 0; i < batches; ++i) {
        const auto batch = each->script().next(now());
        EXPECT_TRUE(each->acknowledges(each->push(batch), batch));
      }
    });
  }
  busy.emplace_back([&] {
    for (int i = 0; i < batches; ++i) EXPECT_NE(collector_.metric("tocsin_journal_bytes"), "");
  });
  busy.emplace_back([&] { EXPECT_NE(enrol(*probe("se-1", 9), "guess")->status, 200U); });
  busy.clear();
  EXPECT_EQ(collector_.metric("tocsin_batches_admitted_total{admission=\"next\"}"), "60");
  EXPECT_EQ(collector_.metric("tocsin_live_dropped_total"), "0");
}

TEST_F(ACollector, StopsWithAReasonWhenItsJournalCannotBeWritten) {
  const auto no1 = probe("no-1", 1);
  const auto kept = no1->script().next(now());
  ASSERT_TRUE(no1->acknowledges(no1->push(kept), kept));
  ASSERT_TRUE(publishes(3));
  collector_.disk().fail_from(0, std::errc::no_space_on_device);
  const auto lost = no1->script().next(now());
  const auto answer = no1->push(lost);
  EXPECT_FALSE(no1->acknowledges(answer, lost));
  const auto ended = collector_.wait();
  ASSERT_FALSE(ended);
  EXPECT_THAT(ended.error().text, HasSubstr("journal"));
}

TEST_F(ACollector, PublishesWhatItAcknowledged) {
  const auto no1 = probe("no-1", 1);
  const auto batch = no1->script().next(now());
  ASSERT_TRUE(no1->acknowledges(no1->push(batch), batch));
  ASSERT_TRUE(publishes(3));
  const auto bundle = collector_.look_up("/log/tile/entries/000.p/3");
  const auto entries = tlog::decode_bundle(bundle.body);
  ASSERT_TRUE(entries && entries->size() == 3);
  const auto first_two =
      tlog::node_hash(tlog::leaf_hash(entries->at(0)), tlog::leaf_hash(entries->at(1)));
  EXPECT_EQ(tlog::node_hash(first_two, tlog::leaf_hash(entries->at(2))), published().root);
  const auto entry = entry::decode(entries->at(2));
  EXPECT_EQ(entry->kind, entry::Kind::batch);
  EXPECT_EQ(collector_.look_up("/log/tile/0/000.p/3").body.size(), 96U);
}

TEST_F(ACollector, OffersThePlansOfItsLogWithTheirProofs) {
  const auto no1 = probe("no-1", 1);
  const auto offered = [&] {
    const auto answer = no1->get("/v1/plan");
    return answer ? record::decode_plan_offer(answer->body).value_or(record::PlanOffer{})
                  : record::PlanOffer{};
  };
  const auto offers = [&](std::size_t entries) {
    return test::eventually([&] { return offered().size() == entries; });
  };
  ASSERT_TRUE(offers(1));
  EXPECT_EQ(entry::decode(offered()[0].entry)->kind, entry::Kind::origins);
  collector_.plan({TOCSIN_SOURCE_DIR "/config/plans/watch.yaml",
                   TOCSIN_SOURCE_DIR "/config/plans/spec10.yaml"});
  ASSERT_TRUE(collector_.reload());
  ASSERT_TRUE(offers(3));
  for (const auto& plan : offered()) {
    const auto proof = tlog::parse_log_proof(plan.proof);
    ASSERT_TRUE(proof) << proof.error().text;
    EXPECT_TRUE(tlog::check_inclusion(*proof, plan.entry));
  }
  collector_.restart_after_power_loss();
  no1->connect(collector_.ports().probes);
  EXPECT_EQ(offered().size(), 3U);
  EXPECT_EQ(published().size, 4U) << "nothing is said twice";
  collector_.plan(
      {TOCSIN_SOURCE_DIR "/config/plans/watch.yaml", TOCSIN_SOURCE_DIR "/config/plans/watch.yaml"});
  EXPECT_FALSE(collector_.reload()) << "two plans of one name";
}

TEST_F(ACollector, GivesNothingOutThatIsNotTheLog) {
  ASSERT_TRUE(publishes(1));
  for (const auto* path : {"/log/",
                           "/log/tile/0/000",
                           "/log/tile/../../log-key.pem",
                           "/log/journal",
                           "/log/tile/0/000.p/2",
                           "/metrics",
                           "/v1/batches",
                           "/"}) {
    EXPECT_EQ(collector_.look_up(path).status, 404U) << path;
  }
}

TEST_F(ACollector, GoesOnWithItsLogAfterALossOfPower) {
  const auto no1 = probe("no-1", 1);
  const auto batch = no1->script().next(now());
  ASSERT_TRUE(no1->acknowledges(no1->push(batch), batch));
  ASSERT_TRUE(publishes(3));
  const auto before = published();
  collector_.restart_after_power_loss();
  EXPECT_EQ(published(), before);
}

TEST_F(ACollector, ProvesThatItsLogHasWhatItAcknowledged) {
  const auto no1 = probe("no-1", 1);
  const auto batch = no1->script().next(now());
  const auto entry = entry::encode({entry::Kind::batch, batch.envelope.bytes()});
  const auto proves = [&](const Result<http::Response>& answer, std::uint64_t size) {
    const auto proof = tlog::parse_log_proof(as_text(answer->body));
    const auto shown = proof ? tlog::check_inclusion(*proof, entry) : fail("");
    return shown && shown->tree.size == size;
  };
  ASSERT_TRUE(publishes(2));
  const auto too_early = std::string(as_text(collector_.look_up("/log/checkpoint").body));
  EXPECT_EQ(http::problem_slug(*no1->prove(batch.digest())), "not-included");
  ASSERT_TRUE(no1->acknowledges(no1->push(batch), batch));
  ASSERT_TRUE(publishes(3));
  EXPECT_TRUE(proves(no1->prove(batch.digest()), 3));
  EXPECT_EQ(http::problem_slug(*no1->prove(batch.digest(), too_early)), "not-included");
  EXPECT_EQ(no1->prove(batch.digest(), "no checkpoint")->status, 404U);
  EXPECT_EQ(no1->prove(batch.digest(), std::string(20'000, 'x'))->status, 413U);
  EXPECT_EQ(no1->get("/v1/inclusion/ab")->status, 404U);
  const auto of_three = std::string(as_text(collector_.look_up("/log/checkpoint").body));
  collector_.restart_after_power_loss();
  no1->connect(collector_.ports().probes);
  const auto next = no1->script().next(now());
  ASSERT_TRUE(no1->acknowledges(no1->push(next), next));
  ASSERT_TRUE(publishes(4));
  EXPECT_EQ(no1->push(batch)->headers.find("Tocsin-Leaf"), "2");
  EXPECT_TRUE(proves(no1->prove(batch.digest()), 4));
  EXPECT_TRUE(proves(no1->get("/v1/inclusion/" + to_hex(batch.digest()) + "?leaf=2"), 4));
  EXPECT_TRUE(proves(no1->prove(batch.digest(), of_three), 3));
}

// The witness asks, and carries its cosignature to the public listener.
TEST_F(ACollector, ServesWhatAWitnessHasCosigned) {
  const auto key = crypto::SigningKey::from_seed({77});
  const std::string name = "cert.example/witness";
  const auto witness = tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key());
  EXPECT_EQ(collector_.look_up("/log/candidate").status, 404U);
  collector_.witness(tlog::to_text(witness));
  collector_.restart_after_power_loss();
  ASSERT_TRUE(
      test::eventually([&] { return collector_.look_up("/log/candidate").status == 200U; }));
  EXPECT_EQ(collector_.look_up("/log/cosigned").status, 404U);
  EXPECT_NE(collector_.metric("tocsin_log_unwitnessed_since_timestamp_seconds"), "");
  const auto candidate = collector_.look_up("/log/candidate");
  auto note = tlog::parse_note(as_text(candidate.body)).value();
  const auto bring = [&] {
    return collector_.ask_public("POST", "/log/cosignature", tlog::encode(note)).status;
  };
  EXPECT_EQ(bring(), 422U) << "nobody has cosigned it";
  note.signatures.push_back(tlog::cosign_note(name, key, note.text, now()));
  EXPECT_EQ(bring(), 200U);
  const auto cosigned = collector_.look_up("/log/cosigned");
  EXPECT_EQ(as_text(cosigned.body), tlog::encode(note));
  EXPECT_EQ(collector_.metric("tocsin_log_witnessed_size"), "1");
  // The log has an entry more for what was cosigned, and then rests.
  ASSERT_TRUE(publishes(2));
  ASSERT_TRUE(test::eventually([&] {
    note = tlog::parse_note(as_text(collector_.look_up("/log/candidate").body)).value();
    note.signatures.push_back(tlog::cosign_note(name, key, note.text, now()));
    return bring() == 200U && collector_.metric("tocsin_log_witnessed_size") == "2";
  }));
  EXPECT_EQ(collector_.metric("tocsin_log_unwitnessed_since_timestamp_seconds"), "");
  EXPECT_EQ(collector_.metric("tocsin_witness_cosigned_size{witness=\"" + name + "\"}"), "2");
  EXPECT_EQ(collector_.metric("tocsin_log_size"), "2");
}

TEST_F(ACollector, RecordsInItsLogWhatAWitnessHasCosigned) {
  const auto key = crypto::SigningKey::from_seed({77});
  const std::string name = "cert.example/witness";
  collector_.witness(
      tlog::to_text(tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key())));
  collector_.restart_after_power_loss();
  probe("no-1", 1);
  ASSERT_TRUE(publishes(2));
  std::string text;
  const auto cosigns_the_enrolment = [&] {
    auto note = tlog::parse_note(as_text(collector_.look_up("/log/candidate").body)).value();
    note.signatures.push_back(tlog::cosign_note(name, key, note.text, now()));
    text = tlog::encode(note);
    collector_.ask_public("POST", "/log/cosignature", text);
    return tlog::parse_checkpoint(note.text)->tree.size == 2;
  };
  ASSERT_TRUE(test::eventually(cosigns_the_enrolment));
  ASSERT_TRUE(publishes(3));
  const auto bundle = collector_.look_up("/log/tile/entries/000.p/3");
  const auto entry = entry::decode(tlog::decode_bundle(bundle.body)->at(2));
  EXPECT_EQ(entry->kind, entry::Kind::checkpoint);
  EXPECT_EQ(as_text(entry->body), text);
}

TEST_F(ACollector, StopsWithItsProbesConnected) {
  const auto no1 = probe("no-1", 1);
  no1->push(no1->script().next(now()));
  EXPECT_TRUE(collector_.stop());
}

}  // namespace
}  // namespace tocsin::collector
