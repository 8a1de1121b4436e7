// A running collector over New Year: each batch is in one log, and both logs stay.
#include <gmock/gmock.h>

#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "core/entry/log_keys.h"
#include "core/record/plan_offer.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/note_check.h"
#include "core/tlog/signed_tree.h"
#include "daemon/ledger/log_check.h"
#include "daemon/main/journal_check.h"
#include "daemon/main/next_origins.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/probe_client.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

const std::string first_origin = std::string(ProbeClient::host) + "/log";

class TurnedCollector : public testing::Test {
 protected:
  TurnedCollector()
      : year_(year_of(system::SystemClock().wall()) + 1),
        new_year_(*from_rfc3339(std::to_string(year_) + "-01-01T00:00:00Z")) {
    collector_.start();
    const auto enrolled =
        probe_.enrol(collector_.token("no-1"), collector_.ports().enrolment, collector_.ca_pem());
    EXPECT_TRUE(enrolled && enrolled->status == 200U);
    probe_.connect(collector_.ports().probes);
    EXPECT_TRUE(test::eventually([&] { return tree_at("/log") && tree_at("/log")->size > 0; }));
  }

  WallTime now() { return collector_.clock().wall(); }
  std::string origin_of_year() const { return origin_of(first_origin, year_); }
  std::string path_of_year() const { return "/log/" + std::to_string(year_); }

  // As it comes and goes: which log it is of, and what is said.
  Bytes push(const SentBatch& batch) {
    const auto response = probe_.push(batch);
    EXPECT_TRUE(response && response->status == 200U)
        << (response ? std::string(as_text(response->body)) : response.error().text);
    return response ? response->body : Bytes();
  }
  record::Acknowledgement said(const Bytes& acknowledgement) {
    return record::peek_acknowledgement(acknowledgement).value();
  }
  SentBatch next() { return probe_.script().next(now()); }

  std::optional<tlog::TreeHead> tree_at(const std::string& path) {
    const auto page = collector_.look_up(path + "/checkpoint");
    if (page.status != 200) return std::nullopt;
    return tlog::parse_signed_tree(as_text(page.body))->checkpoint.tree;
  }

  // The first batch of the new year is the old log's last: it says that the time has come.
  SentBatch see_the_new_year_in(unsigned runs = 2) {
    collector_.clock().set_ahead(new_year_ + 1s);
    auto batch = next();
    push(batch);
    EXPECT_TRUE(test::eventually([&] { return collector_.runs() == runs; }));
    probe_.connect(collector_.ports().probes);
    return batch;
  }

  bool is_proven(const SentBatch& batch, const std::string& origin) {
    const auto log = to_hex(crypto::sha256(as_bytes(origin)));
    const auto proof = probe_.get(std::string(record::inclusion_path) + to_hex(batch.digest()) +
                                  "?" + std::string(record::log_parameter) + log);
    if (!proof || proof->status != 200U) return false;
    const auto parsed = tlog::parse_log_proof(as_text(proof->body));
    const auto entry = entry::encode({entry::Kind::batch, batch.envelope.bytes()});
    const auto checkpoint = tlog::check_inclusion(*parsed, entry);
    return checkpoint && checkpoint->origin == origin;
  }

  RunningCollector collector_;
  ProbeClient probe_{"no-1", 1};
  int year_;
  WallTime new_year_;
};

TEST_F(TurnedCollector, GoesOnUnderTheOriginAndKeyThatItsLogHadAnnounced) {
  push(next());
  EXPECT_EQ(collector_.look_up(path_of_year() + "/checkpoint").status, 404U);
  see_the_new_year_in();
  const auto response = push(next());
  const auto word = said(response);
  EXPECT_EQ(word.origin, origin_of_year());
  EXPECT_EQ(word.admission, record::Admission::next) << "its chain goes on";
  EXPECT_FALSE(record::open_acknowledgement(response, probe_.enrolled()->log_key));

  // Whoever knows the first log's key alone learns the other from what that log announced.
  const auto offer = probe_.get(std::string(record::plan_offer_path));
  entry::LogKeys keys(probe_.enrolled()->log_key);
  const auto entries = record::decode_plan_offer(offer->body).value();
  for (const auto& offered : entries) {
    const auto entry = entry::decode(offered.entry).value();
    const auto proof = tlog::parse_log_proof(offered.proof).value();
    const auto checkpoint = tlog::check_inclusion(proof, offered.entry).value();
    if (checkpoint.origin != first_origin) continue;
    EXPECT_TRUE(keys.learn(entry));
  }
  EXPECT_TRUE(keys.open_acknowledgement(response));
}

TEST_F(TurnedCollector, GivesDecembersAnswerToABatchOfDecemberWheneverItComesAgain) {
  const auto december = next();
  const auto answer = push(december);
  const auto last = see_the_new_year_in();
  const auto january = next();
  const auto new_answer = push(january);
  for (unsigned start = 0; start < 2; ++start) {
    EXPECT_EQ(push(december), answer);
    EXPECT_EQ(said(push(last)).origin, first_origin);
    EXPECT_EQ(push(january), new_answer);
    EXPECT_TRUE(test::eventually([&] { return is_proven(january, origin_of_year()); }));
    EXPECT_TRUE(is_proven(december, first_origin));
    EXPECT_TRUE(is_proven(last, first_origin));
    EXPECT_FALSE(is_proven(december, origin_of_year()));
    collector_.restart_after_power_loss();
    probe_.connect(collector_.ports().probes);
  }
}

TEST_F(TurnedCollector, ServesTheEndedLogForEverAndNeverLetsItGrow) {
  const auto december = next();
  push(december);
  see_the_new_year_in();
  const auto ended = tree_at("/log");
  push(next());
  ASSERT_TRUE(test::eventually([&] {
    const auto tree = tree_at(path_of_year());
    return tree && tree->size >= 3;
  }));
  EXPECT_EQ(tree_at("/log"), ended);
  const auto object = "/object/" + to_hex(crypto::sha256(december.payload));
  EXPECT_EQ(collector_.look_up("/log" + object).status, 200U);
  EXPECT_TRUE(collector_.stop());
  const auto state = read_state(collector_.disk(), {"/state"}).value();
  ASSERT_EQ(state.ended.size(), 1U);
  for (const auto* log : state.logs()) {
    const auto key = log->key.public_key();
    JournalCheck journal(key);
    const auto also = [&](std::uint64_t index, ByteView record) { journal.take(index, record); };
    const auto found = check_log(collector_.disk(), places_of(log->layout), log->origin, key, also);
    ASSERT_TRUE(found) << found.error().text;
    EXPECT_EQ(journal.wrong(), 0U) << (journal.told().empty() ? "" : journal.told().front());
    EXPECT_TRUE(found->journal_is_signed);
    EXPECT_TRUE(found->wrong_files.empty());
  }
}

TEST_F(TurnedCollector, AsksForCosignaturesOfTheLastCheckpointUntilItHasEnough) {
  const std::string name = "nordic.example/witness";
  const auto key = crypto::SigningKey::from_seed({9});
  ASSERT_TRUE(collector_.stop());
  collector_.witness(
      tlog::to_text(tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key())));
  collector_.start();
  probe_.connect(collector_.ports().probes);
  push(next());
  see_the_new_year_in(3);
  push(next());
  const auto last = collector_.look_up("/log/checkpoint");
  const auto candidate = collector_.look_up("/log/candidate");
  EXPECT_EQ(as_text(candidate.body), as_text(last.body));
  auto note = tlog::parse_note(as_text(candidate.body)).value();
  note.signatures.push_back(tlog::cosign_note(name, key, note.text, now()));
  const auto cosigned = tlog::encode(note);
  EXPECT_EQ(collector_.ask_public("POST", "/log/cosignature", cosigned).status, 200U);
  EXPECT_EQ(as_text(collector_.look_up("/log/cosigned").body), cosigned);
  collector_.restart_after_power_loss();
  EXPECT_EQ(as_text(collector_.look_up("/log/cosigned").body), cosigned);
  EXPECT_EQ(collector_.look_up("/log/candidate").status, 404U) << "nobody is asked any more";
  EXPECT_EQ(collector_.look_up(path_of_year() + "/candidate").status, 200U);
}

TEST_F(TurnedCollector, GoesOnWithTheOldLogWhereTheNextOnesKeyIsNotThere) {
  push(next());
  ASSERT_TRUE(collector_.stop());
  ASSERT_TRUE(collector_.disk().remove(StateLayout{"/state"}.log_of(year_).key()));
  collector_.start();
  probe_.connect(collector_.ports().probes);
  collector_.clock().set_ahead(new_year_ + 1s);
  push(next());
  EXPECT_EQ(said(push(next())).origin, first_origin);
}

}  // namespace
}  // namespace tocsin::collector
