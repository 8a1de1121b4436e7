// A batch that one collector refuses, and what another keeps of that.
#include "daemon/main/refusals.h"

#include <gmock/gmock.h>

#include <sstream>

#include "core/http/problem.h"
#include "core/record/refusal_notice.h"
#include "core/tlog/entry_bundle.h"
#include "daemon/ingest/refusal_desk.h"
#include "daemon/main/journal_check.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/probe_client.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const std::string path{record::refusal_notice_path};

// One probe at two collectors. The one has another batch in this place of its chain, and refuses;
// the other has not.
class Refusals : public testing::Test {
 protected:
  Refusals() : there_("no-1", 1), here_("no-1", 1) {
    refusing_.start();
    other_.start();
    enter(there_, refusing_);
    enter(here_, other_);
    const auto first = there_.script().next(now());
    EXPECT_TRUE(there_.acknowledges(there_.push(first), first));
    batch_.emplace(there_.script().twin_of(first));
    notice_ = {.probe = here_.script().id(),
               .key_epoch = 0,
               .envelope = batch_->digest(),
               .log_key = there_.enrolled()->log_key,
               .collector = "geneva",
               .status = 403,
               .answer = {},
               .at = now()};
  }

  static void enter(ProbeClient& probe, RunningCollector& collector) {
    const auto enrolled =
        probe.enrol(collector.token("no-1"), collector.ports().enrolment, collector.ca_pem());
    EXPECT_TRUE(enrolled && enrolled->status == 200U);
    probe.connect(collector.ports().probes);
  }

  Bytes signed_notice() { return record::sign(notice_, here_.script().key()); }
  Bytes handed(const Bytes& notice) {
    return record::encode_handed_refusal({notice, batch_->envelope.bytes(), batch_->payload});
  }
  Bytes handed() { return handed(signed_notice()); }
  // The entry's index, or why there is none.
  std::string hand(const Bytes& body) {
    const auto answer = here_.post(path, body);
    if (!answer) return answer.error().text;
    if (answer->status == 200) return std::string(as_text(answer->body));
    return http::problem_slug(*answer);
  }
  std::string hand() { return hand(handed()); }

  std::string listed(const std::optional<std::string>& to = {}) {
    std::ostringstream out;
    const auto told = tell_refusals(other_.disk(), StateLayout{"/state"}.first_log(), to, out);
    return told ? out.str() : told.error().text;
  }
  std::string counted(const std::string& result) {
    return other_.metric("tocsin_refusals_handed_total{result=\"" + result + "\"}");
  }
  bool publishes(const std::string& size) {
    return test::eventually([&] { return other_.metric("tocsin_log_size") == size; });
  }
  static WallTime now() { return system::SystemClock().wall(); }

  RunningCollector refusing_;
  RunningCollector other_;
  ProbeClient there_;
  ProbeClient here_;
  std::optional<SentBatch> batch_;
  record::RefusalNotice notice_;
};

TEST_F(Refusals, AreAnEntryOfTheOthersLogWithTheBatchBesideIt) {
  const auto answer = there_.push(*batch_);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->status, 409U);
  notice_.status = answer->status;
  notice_.answer = answer->body;
  EXPECT_EQ(hand(), "2\n");
  ASSERT_TRUE(publishes("3"));
  const auto bundle = other_.look_up("/log/tile/entries/000.p/3").body;
  const auto entries = tlog::decode_bundle(bundle);
  const auto entry = entry::decode(entries->at(2));
  ASSERT_EQ(entry->kind, entry::Kind::refusal_notice);
  EXPECT_EQ(record::open_refusal_notice(entry->body, here_.script().key().public_key()), notice_);
  ASSERT_TRUE(other_.stop());
  EXPECT_THAT(listed("/out"),
              HasSubstr("says that geneva answered " + std::to_string(notice_.status)));
  EXPECT_EQ(other_.disk().bytes("/out/entry-2.envelope"), batch_->envelope.bytes());
  EXPECT_EQ(other_.disk().bytes("/out/entry-2.payload"), batch_->payload);
  EXPECT_EQ(other_.disk().bytes("/out/entry-2.notice"), signed_notice());
}

TEST_F(Refusals, AreDurableBeforeTheyAreAnsweredAndCountOnce) {
  EXPECT_EQ(hand(), "2\n");
  other_.restart_after_power_loss();
  here_.connect(other_.ports().probes);
  EXPECT_EQ(hand(), "2\n");
  ASSERT_TRUE(publishes("3"));
  ++notice_.status;
  EXPECT_EQ(hand(), "3\n");
  EXPECT_EQ(counted("taken"), "2");
}

TEST_F(Refusals, PutTheBatchIntoNoChainAndNoFigure) {
  EXPECT_EQ(hand(), "2\n");
  EXPECT_EQ(other_.metric("tocsin_batches_admitted_total{admission=\"next\"}"), "0");
  EXPECT_TRUE(here_.acknowledges(here_.push(*batch_), *batch_));
  EXPECT_EQ(other_.metric("tocsin_batches_admitted_total{admission=\"next\"}"), "1");
}

TEST_F(Refusals, AreTheProbesOwnWordOnThisBatch) {
  const auto other_key = crypto::SigningKey::from_seed({55});
  EXPECT_EQ(hand(handed(record::sign(notice_, other_key))), "bad-notice");
  auto changed = notice_;
  changed.envelope[0] ^= 1;
  EXPECT_EQ(hand(handed(record::sign(changed, here_.script().key()))), "bad-notice");
  changed = notice_;
  changed.probe[0] ^= 1;
  EXPECT_EQ(hand(handed(record::sign(changed, here_.script().key()))), "bad-notice");
  changed = notice_;
  changed.key_epoch = 1;
  EXPECT_EQ(hand(handed(record::sign(changed, here_.script().key()))), "bad-notice");
  EXPECT_EQ(hand({1, 2, 3}), "malformed-refusal");
  EXPECT_EQ(
      hand(record::encode_handed_refusal({signed_notice(), batch_->envelope.bytes(), Bytes{1}})),
      "payload-mismatch");
  notice_.log_key = here_.enrolled()->log_key;
  EXPECT_EQ(hand(), "own-refusal");
  EXPECT_EQ(other_.metric("tocsin_log_size"), "2");
  EXPECT_EQ(counted("taken"), "0");
  EXPECT_EQ(counted("bad_notice"), "4");
  EXPECT_EQ(counted("malformed_refusal"), "1");
  EXPECT_EQ(counted("payload_mismatch"), "1");
  EXPECT_EQ(counted("own_refusal"), "1");
}

TEST_F(Refusals, AreTakenOverTheProbesOwnCertificateAlone) {
  ProbeClient stranger("se-1", 2);
  const auto enrolled =
      stranger.enrol(other_.token("se-1"), other_.ports().enrolment, other_.ca_pem());
  ASSERT_TRUE(enrolled && enrolled->status == 200U);
  stranger.connect(other_.ports().probes);
  EXPECT_EQ(http::problem_slug(*stranger.post(path, handed())), "foreign-identity");
}

TEST_F(Refusals, AreSoManyOfAProbe) {
  for (std::size_t i = 0; i < RefusalBook::of_a_probe_max; ++i) {
    EXPECT_EQ(hand(), std::to_string(i + 2) + "\n");
    notice_.at = notice_.at + 1ns;
  }
  EXPECT_EQ(hand(), "too-many-refusals");
  other_.restart_after_power_loss();
  here_.connect(other_.ports().probes);
  EXPECT_EQ(hand(), "too-many-refusals");
  notice_.at = notice_.at - 1ns;
  EXPECT_EQ(hand(), std::to_string(RefusalBook::of_a_probe_max + 1) + "\n");
}

TEST_F(Refusals, AreNotTakenWhereTheirBatchIsTooLarge) {
  EXPECT_EQ(hand(Bytes(RefusalDesk::handed_bytes_max + 1)), "refusal-too-large");
}

TEST_F(Refusals, AreListedWhereThereAreNone) {
  ASSERT_TRUE(publishes("2"));
  ASSERT_TRUE(other_.stop());
  EXPECT_EQ(listed(), "no probe has handed over a batch that another refused\n");
}

}  // namespace
}  // namespace tocsin::collector
