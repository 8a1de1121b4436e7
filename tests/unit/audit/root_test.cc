// A recorded day, by the collector that followed its log and by whoever has a copy of it.
#include "audit/root_json.h"
#include "core/entry/object.h"
#include "core/record/target_set.h"
#include "tests/support/record/sample_batch.h"
#include "tests/unit/audit/followed_log.h"

namespace tocsin::audit {
namespace {

using namespace std::chrono_literals;
using cli::ExitCode;
using record::Admission;
using record::Outcome;
using testing::HasSubstr;

using AuditedRoot = FollowedLog;

// Answers that differ, a letter that fails for a while, a probe that is cut off twice and one that
// enrols in the afternoon, batches that come hours late, and one that contradicts another.
TEST_F(AuditedRoot, OfARecordedDayIsBitForBitWhatTheCollectorSaid) {
  put(batch(log.probe, noon - 10min, {{.endpoint = 0}}));  // before the collector's start
  start();
  const auto from = size;
  Said said;
  std::vector<collector::SentBatch> kept_back;
  for (int i = 0; i < 288; ++i) {
    const auto at = noon + i * 5min + (i * 977 % 299) * 1s;
    const auto k = i > 100 && i < 130 ? Outcome::timeout : Outcome::answered;
    const bool is_cut = i % 90 == 50;
    auto one = batch(log.probe,
                     at,
                     {{.endpoint = 0, .before_closing = 4s},
                      {.endpoint = 1, .outcome = i % 7 == 0 ? Outcome::timeout : Outcome::answered},
                      {.endpoint = 2, .outcome = k},
                      {.endpoint = 3, .outcome = Outcome::intercepted}},
                     {2, is_cut ? 0U : 2U});
    if (i % 10 == 3) {
      kept_back.push_back(std::move(one));
    } else {
      put(one, i % 10 == 4 ? Admission::after_gap : Admission::next);
    }
    if (i == 150) {
      say(entry::Kind::enrolment, enrolment_of(other));
      say(entry::Kind::attestation,
          collector::attestation_of(other, {"NO", noon, noon + 48h}, log.norway));
    }
    if (i > 150) put(batch(other, at + 1s, {{.endpoint = 0}, {.endpoint = 2}}));
    if (i == 200) {
      for (const auto& late : kept_back) {
        const auto delay = at - late.envelope.envelope().closed_at.wall;
        put(late, Admission::late, delay);
      }
      log.add(entry::Kind::batch, log.probe.twin_of(batch(other, at, {})).envelope.bytes());
      ++size;
    }
    if (i % 24 == 5) said.emplace_back(at + 5s, root_json(at + 5s, live->at(at + 5s)));
  }
  log.commit();
  expect_same(said, from);
  EXPECT_THAT(said.back().second, HasSubstr(R"("1d":{"ipv4_udp":{"value":)"));
}

TEST_F(AuditedRoot, IsOfWhatTheCollectorAcknowledgedAndItsProbesSigned) {
  put(batch(log.probe, noon - 10min, {{.endpoint = 0}}));
  const auto forged = batch(other, noon - 6min, {{.endpoint = 0, .outcome = Outcome::timeout}});
  put(forged);  // nobody of this key has enrolled
  log.add(entry::Kind::batch,
          batch(log.probe, noon - 6min, {{.endpoint = 0, .outcome = Outcome::timeout}})
              .envelope.bytes());
  log.commit();
  EXPECT_THAT(root_of(noon, 0, size), HasSubstr(R"("a":{"served":1,"failed":0,"missing":11,)"));
}

// As one that follows on another does, before any probe brings its own along again.
TEST_F(AuditedRoot, KnowsTheTargetSetsThatTheLogBeganWith) {
  const auto set = record::encode_target_set(record::sample::targets());
  log.add(entry::Kind::target_set, encode(entry::refer_to(set)), set);
  ++size;
  auto payload = payload_of({{.endpoint = 0}});
  payload.objects.clear();
  const auto as_watch = [](record::Envelope& envelope) {
    envelope.plan = "watch";
    for (auto* rings : {&envelope.references.v4, &envelope.references.v6}) {
      (*rings)[static_cast<std::size_t>(record::Ring::world)] = {2, 2};
    }
  };
  put(log.probe.next_with(noon - 10min, payload, as_watch));
  log.commit();
  EXPECT_THAT(root_of(noon, 0, size), HasSubstr(R"("a":{"served":1,"failed":0,"missing":11,)"));
}

TEST_F(AuditedRoot, WithoutDataIsUndecidedAndNever100Percent) {
  log.commit();
  EXPECT_EQ(run({"root", "--at", to_rfc3339(noon)}), ExitCode::undecided);
  EXPECT_THAT(out.str(), HasSubstr(R"("1h":{"ipv4_udp":{"value":null,"bounds":[null,null],)"));
}

TEST_F(AuditedRoot, OfMoreThanThereIsIsRefused) {
  log.commit();
  EXPECT_EQ(run({"root", "--at", to_rfc3339(noon), "--size", "99"}), ExitCode::failed);
  EXPECT_THAT(err.str(), HasSubstr("the log has only 3 entries"));
  EXPECT_EQ(run({"root"}), ExitCode::usage);
}

}  // namespace
}  // namespace tocsin::audit
