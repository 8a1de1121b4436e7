// A recorded day of responses and zones, judged by the collector that followed its log and by
// whoever has a copy of it and trust anchors.
#include "tests/support/root/zone_entry.h"
#include "tests/unit/audit/followed_log.h"

namespace tocsin::audit {
namespace {

using cli::ExitCode;
using record::Admission;
using record::Outcome;
using testing::HasSubstr;

struct AuditedCorrectness : FollowedLog {
  const WallTime january = *from_rfc3339("2026-01-15T00:00:10Z");
  const Bytes old_reply = reply_of("old.zone");
  const Bytes new_reply = reply_of("new.zone");

  void SetUp() override {
    FollowedLog::SetUp();
    say(entry::Kind::attestation, attestation(log.probe, january - 1h, january + 30h));
    beginning.anchors = zone::anchors_from(judged_zone("anchor.ds")).value();
    ASSERT_TRUE(durable::write_atomically(
        files, "/state/anchor.ds", as_bytes(judged_zone("anchor.ds")), durable::Privacy::shared));
    more = {"--anchor", "/state/anchor.ds"};
  }
  static Bytes reply_of(const std::string& name) {
    const test::ScriptedRoot root{zone::Zone::from_text(judged_zone(name)).value()};
    return root.reply("no.", dns::Type::ds).bytes();
  }
  void say_zone(const std::string& name, WallTime first_seen) {
    const auto [version, object] = test::zone_entry(judged_zone(name), first_seen);
    say(entry::Kind::zone, encode(version), object);
  }
  static Asked asked(std::uint32_t endpoint, const Bytes& reply) {
    record::Question question{.name = "no."};
    question.type = static_cast<std::uint16_t>(dns::Type::ds);
    question.edns = record::QuestionEdns{.dnssec_ok = true};
    return {.endpoint = endpoint, .question = question, .reply = reply};
  }
  enum class Replies : std::uint8_t { kept, named };
  collector::SentBatch responses(WallTime closed,
                                 const std::vector<Asked>& all,
                                 Replies replies = Replies::kept,
                                 const record::RingCount& world = {2, 2}) {
    auto payload = payload_of(all);
    for (auto& reply : payload.replies) {
      if (replies == Replies::named) reply = {.digest = reply.digest, .bytes = 0, .kept = {}};
    }
    return log.probe.next_with(closed, payload, [&](record::Envelope& envelope) {
      envelope.plan = "rssac047";
      set_world(envelope, world);
    });
  }
};

// The letter a has the newer zone some minutes before the collector, k half a day after everybody;
// until an hour after the start the zones do not reach back far enough to judge by. In between
// are timeouts, a probe that is cut off, replies that are only named, and batches hours late.
TEST_F(AuditedCorrectness, OfARecordedDayIsBitForBitWhatTheCollectorSaid) {
  say_zone("old.zone", january - 47h);
  start();
  const auto from = size;
  Said said;
  std::vector<collector::SentBatch> kept_back;
  for (int i = 0; i < 320; ++i) {
    const auto at = january + i * 5min + (i * 977 % 290) * 1s;
    if (i == 6) say_zone("new.zone", at);
    auto k = asked(2, i < 130 ? old_reply : new_reply);
    if (i % 10 == 7) k.outcome = Outcome::timeout;
    auto one = responses(at,
                         {asked(0, i < 2 ? old_reply : new_reply), k},
                         i % 3 == 1 ? Replies::named : Replies::kept,
                         {2, i % 90 == 50 ? 0U : 2U});
    if (i % 10 == 3) {
      kept_back.push_back(std::move(one));
    } else {
      put(one, i % 10 == 4 ? Admission::after_gap : Admission::next);
    }
    if (i == 200) {
      for (const auto& late : kept_back) {
        put(late, Admission::late, at - late.envelope.envelope().closed_at.wall);
      }
      kept_back.clear();
    }
    if (i > 20 && i % 24 == 20) ask(said, at + 5s);
  }
  const auto end = january + 320 * 5min;
  ask(said, end);
  log.commit();
  expect_same(said, from);
  // The intervals 18 to 305: three are cut, and eleven batches never came.
  const auto day = live->at(end).figures[1].responses;
  EXPECT_EQ(day[0], (assess::Responses{.correct = 274, .missing = 14}));
  EXPECT_EQ(
      day[10],
      (assess::Responses{.correct = 146, .incorrect = 100, .not_received = 28, .missing = 14}));
}

TEST_F(AuditedCorrectness, IsOfZonesThatTheReadersAnchorsVouchFor) {
  say_zone("old.zone", january - 5s - 48h);  // just so long before they were asked
  start();
  auto spoilt = old_reply;
  spoilt[2] &= 0xfb;  // AA
  put(responses(january, {asked(0, old_reply), asked(2, spoilt)}));
  put(responses(january + 2h, {}));
  log.commit();
  const auto at = january + 2h;
  const auto said = root_of(at, 0, size);
  EXPECT_THAT(said, HasSubstr(R"("correctness":{"1h":{"value":0.5,)"));
  more = {};
  EXPECT_EQ(run({"root", "--at", to_rfc3339(at)}), ExitCode::undecided);
  EXPECT_THAT(out.str(), HasSubstr(R"("correctness":{"1h":{"value":null,"bounds":[null,null],)"));
}

}  // namespace
}  // namespace tocsin::audit
