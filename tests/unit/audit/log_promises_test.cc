// What a public log promises of payloads, and whether anybody can see that it is kept.
#include <gtest/gtest.h>

#include "audit/log_audit.h"
#include "audit/promises.h"
#include "core/record/payload_policy.h"
#include "tests/support/log/log_in_memory.h"
#include "tests/support/probe/scripted_probe.h"

namespace tocsin::audit {
namespace {

using namespace std::chrono_literals;
using entry::Kind;

constexpr Duration day = 24h;
const WallTime noon = *from_rfc3339("2026-08-19T12:00:00Z");

std::vector<tlog::NamedKey> a_witness() {
  std::vector<tlog::NamedKey> one;
  one.push_back({"nordic.example/witness", crypto::SigningKey::from_seed({8})});
  return one;
}

// A promise of 400 days, and batches of that noon for more than a block.
struct LogPromises : testing::Test {
  std::vector<tlog::NamedKey> witnesses = a_witness();
  tlog::LogInMemory log{{"geneva.example/log", crypto::SigningKey::from_seed({7})}};
  collector::ScriptedProbe probe{"no-1", 1};
  tlog::Policy policy;

  LogPromises() {
    policy.logs.push_back({log.key(), ""});
    policy.witnesses.push_back(
        {"nordic",
         tlog::verifier_key(
             witnesses[0].name, tlog::Algorithm::cosignature_v1, witnesses[0].key.public_key()),
         ""});
    policy.quorum = "none";
    promise(400 * day);
    const auto batch = probe.next(noon);
    while (log.size() < 1200) log.add(Kind::batch, batch.envelope.bytes());
  }

  void promise(Duration kept) {
    record::PayloadPolicy payloads;
    payloads.kept = {{"spec10", kept}};
    log.add(Kind::payload_policy, encode(record::SaidPayloadPolicy{payloads, noon}));
  }
  void measure(WallTime at) { log.add(Kind::batch, probe.next(at).envelope.bytes()); }
  void sum_up(std::uint64_t first, std::uint64_t next, WallTime at) {
    log.add(Kind::minute_results, encode(entry::LoggedMinutes{"spec10", first, next, {}, at}));
  }
  void record_cosigned(WallTime at) {
    log.add(Kind::checkpoint, as_bytes(log.cosigned(log.size(), witnesses, at)));
  }

  // What it says of them; nothing where it says nothing.
  std::string promises() {
    const auto files = [this](const std::string& path) -> std::optional<Bytes> {
      const auto note = log.checkpoint(log.size());
      return path == "checkpoint" ? Bytes(note.begin(), note.end()) : log.files()(path);
    };
    for (const auto& rung : verify_log(files, policy)) {
      const std::string holds = rung.holds == Rung::Holds::yes ? "yes, " : "no, ";
      if (rung.name == "PROMISES") return holds + rung.said;
    }
    return {};
  }
};

TEST_F(LogPromises, AreKeptWhereMinutesComeAfterTheirEnd) {
  EXPECT_EQ(promises(), "");
  sum_up(1100, 1150, noon + 400 * day);
  record_cosigned(noon + 400 * day);
  sum_up(1150, 1200, noon + 401 * day);
  EXPECT_EQ(promises(),
            "yes, 2 entries say what stays of payloads, none before their promised time was over");
}

TEST_F(LogPromises, AreBrokenByMinutesThatComeTooEarly) {
  sum_up(1100, 1200, noon + 400 * day - 1s);
  EXPECT_EQ(promises(),
            "no, entry 1200 is of payloads of the plan spec10 that entry 0 had promised until "
            "2027-09-23T12:00:00.000000000Z at the least");
}

// The collector may date its word as it likes.
TEST_F(LogPromises, AreBrokenWhereAWitnessWasThereEarlier) {
  sum_up(1100, 1200, noon + 400 * day);
  record_cosigned(noon + 399 * day);
  EXPECT_EQ(promises(),
            "no, entry 1200 was there when a witness signed it at 2027-09-22T12:00:00.000000000Z, "
            "and the payloads were promised until 2027-09-23T12:00:00.000000000Z at the least");
}

TEST_F(LogPromises, AreNotShortenedAfterwards) {
  promise(31 * day);
  measure(noon + day);
  sum_up(1100, 1200, noon + 100 * day);
  EXPECT_EQ(promises().substr(0, 14), "no, entry 1202");
}

TEST_F(LogPromises, AreForEverBeforeTheFirstAndOfOtherPlans) {
  sum_up(0, 1200, noon + 4000 * day);
  EXPECT_EQ(promises(),
            "no, entry 1200 is of payloads of the plan spec10 that were promised for ever");
}

TEST_F(LogPromises, AreOfEntriesBeforeAndOnceEach) {
  sum_up(1100, 1201, noon + 400 * day);
  EXPECT_EQ(promises(), "no, entry 1200 is no minutes of entries before it");
}

TEST_F(LogPromises, AreOfEntriesOnceEach) {
  sum_up(1100, 1200, noon + 400 * day);
  sum_up(1199, 1200, noon + 400 * day);
  EXPECT_EQ(promises(), "no, entry 1201 is of entries that had their minutes before");
}

struct PromisesOf : testing::Test {
  tlog::Policy policy;
  Promises promises{policy};
  collector::ScriptedProbe probe{"no-1", 1};
  std::uint64_t index = 0;

  PromisesOf() {
    record::PayloadPolicy payloads;
    payloads.kept = {{"spec10", 400 * day}};
    add(Kind::payload_policy, encode(record::SaidPayloadPolicy{payloads, noon}));
  }
  void add(Kind kind, ByteView body) { promises.take(index++, entry::encode({kind, body})); }
  void measure(WallTime at, std::uint64_t until) {
    const auto batch = probe.next(at);
    while (index < until) add(Kind::batch, batch.envelope.bytes());
  }
  Rung::Holds summed_up(std::uint64_t first, std::uint64_t next, WallTime at) {
    add(Kind::minute_results, encode(entry::LoggedMinutes{"spec10", first, next, {}, at}));
    return promises.step().holds;
  }

  static constexpr auto block = Promises::block_entries;
};

TEST_F(PromisesOf, EachBlockEndWithTheClocksOfTheBlockBefore) {
  measure(noon, block);
  measure(noon + day, 2 * block);
  measure(noon + 2 * day, 3 * block);
  EXPECT_EQ(summed_up(block, 2 * block, noon + 400 * day), Rung::Holds::yes);
  EXPECT_EQ(summed_up(2 * block, 3 * block, noon + 400 * day), Rung::Holds::no);
}

TEST_F(PromisesOf, ABlockEndWithMostOfItsClocks) {
  measure(noon + 900 * day, block / 2 - 10);
  measure(noon, 2 * block);
  EXPECT_EQ(summed_up(block, 2 * block, noon + 400 * day), Rung::Holds::yes);
}

TEST_F(PromisesOf, ABlockAreNotJudgedByClocksOfAFew) {
  measure(noon - 900 * day, block / 2 - 10);
  measure(noon, 2 * block);
  EXPECT_EQ(summed_up(block, 2 * block, noon + 399 * day), Rung::Holds::no);
}

}  // namespace
}  // namespace tocsin::audit
