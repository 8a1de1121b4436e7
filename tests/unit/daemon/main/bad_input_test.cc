// Everything that a hostile or broken probe may push, over the wire into a running collector: each
// kind has its answer and its counter on /metrics, and takes nothing from what was acknowledged.
#include <gmock/gmock.h>

#include "core/crypto/sha256.h"
#include "core/http/problem.h"
#include "core/record/limits.h"
#include "core/record/submission.h"
#include "core/record/zstd_frame.h"
#include "tests/unit/daemon/main/probe_client.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

// `known` was acknowledged before.
struct Scene {
  ScriptedProbe& probe;
  const SentBatch& known;
  WallTime now;
};

SentBatch next(Scene& at, const ScriptedProbe::Edit& edit = {}) {
  return at.probe.next(at.now, edit);
}

// A batch whose signed envelope names this payload and states this size for what is in it.
Bytes carrying(Scene& at, const Bytes& payload, std::uint64_t plain_bytes) {
  const auto batch = next(at, [&](record::Envelope& envelope) {
    envelope.payload = crypto::sha256(payload);
    envelope.payload_bytes = static_cast<std::uint32_t>(payload.size());
    envelope.payload_plain_bytes = static_cast<std::uint32_t>(plain_bytes);
  });
  return record::encode_submission({batch.envelope.bytes(), payload});
}

Bytes zeros(std::uint64_t count) {
  return record::compress(Bytes(count));
}

Bytes without_byte(Bytes body) {
  body.pop_back();
  return body;
}

Bytes forged(Scene& at) {
  ScriptedProbe forger("no-1", 77);
  const auto id = at.probe.id();
  return forger.next(at.now, [&](auto& envelope) { envelope.probe = id; }).body();
}

Bytes ahead(Scene& at) {
  next(at);
  return next(at).body();
}

struct Bad {
  const char* name;
  Bytes (*body)(Scene&);
  std::uint32_t status;
  const char* slug;    // of the problem document; empty where it is acknowledged
  std::string series;  // that counts it
};

std::string rejected(const std::string& reason) {
  return "tocsin_batches_rejected_total{reason=\"" + reason + "\"}";
}
std::string admitted(const std::string& how) {
  return "tocsin_batches_admitted_total{admission=\"" + how + "\"}";
}

constexpr std::uint64_t plain_max = record::payload_plain_bytes_max;

const Bad bad_inputs[] = {
    {"Garbage",
     [](Scene&) { return Bytes(1000, 0xff); },
     400,
     "malformed-batch",
     rejected("malformed_batch")},
    {"Nothing",
     [](Scene&) { return Bytes(); },
     400,
     "malformed-batch",
     rejected("malformed_batch")},
    {"CutShort",
     [](Scene& at) { return without_byte(next(at).body()); },
     400,
     "malformed-batch",
     rejected("malformed_batch")},
    {"NoEnvelopeInside",
     [](Scene&) { return record::encode_submission({Bytes(300, 7), {}}); },
     400,
     "malformed-envelope",
     rejected("malformed_envelope")},
    {"Oversized",
     [](Scene&) { return Bytes(5 * 1024 * 1024); },
     413,
     "body-too-large",
     "tocsin_http_refusals_total{listener=\"probes\",reason=\"body_too_large\"}"},
    {"WronglySigned", forged, 403, "bad-signature", rejected("bad_signature")},
    {"OfAForeignKey",
     [](Scene& at) { return ScriptedProbe("no-1", 77).next(at.now).body(); },
     403,
     "unknown-probe",
     rejected("unknown_probe")},
    {"OfAKeyEpochThatNobodyEnrolled",
     [](Scene& at) { return next(at, [](auto& e) { e.key_epoch = 1; }).body(); },
     403,
     "unknown-key-epoch",
     rejected("unknown_key_epoch")},
    {"OfAnotherEnrolledProbe",
     [](Scene& at) { return ScriptedProbe("se-1", 2).next(at.now).body(); },
     403,
     "foreign-identity",
     rejected("foreign_identity")},
    {"Forked",
     [](Scene& at) { return at.probe.twin_of(at.known).body(); },
     409,
     "equivocation",
     rejected("equivocation")},
    {"OffItsChain",
     [](Scene& at) { return next(at, [](auto& e) { e.previous = {7}; }).body(); },
     409,
     "broken-chain",
     rejected("broken_chain")},
    {"WithAnothersPayload",
     [](Scene& at) {
       auto batch = next(at);
       batch.payload.back() ^= 1;
       return batch.body();
     },
     400,
     "payload-mismatch",
     rejected("payload_mismatch")},
    {"ABombThatHidesItsSize",
     [](Scene& at) { return carrying(at, zeros(plain_max), 1000); },
     400,
     "malformed-payload",
     rejected("malformed_payload")},
    {"ABombThatStatesItsSize",
     [](Scene& at) { return carrying(at, zeros(plain_max + 1), plain_max + 1); },
     413,
     "payload-too-large",
     rejected("payload_too_large")},
    {"ABombOfAllowedSize",
     [](Scene& at) { return carrying(at, zeros(plain_max), plain_max); },
     400,
     "malformed-payload",
     rejected("malformed_payload")},
    {"Miscounted",
     [](Scene& at) {
       return next(at, [](auto& e) { std::swap(e.outcomes[0], e.outcomes[1]); }).body();
     },
     400,
     "counts-disagree",
     rejected("counts_disagree")},
    {"Replayed",
     [](Scene& at) { return at.known.body(); },
     200,
     "",
     "tocsin_batches_repeated_total"},
    {"Reordered", ahead, 200, "", admitted("after_gap")},
    {"FutureDated",
     [](Scene& at) { return at.probe.next(at.now + 2h).body(); },
     200,
     "",
     admitted("time_not_trusted")},
    {"DatedIn1970",
     [](Scene& at) { return at.probe.next(WallTime{5s}).body(); },
     200,
     "",
     admitted("time_not_trusted")},
};

class BadInput : public testing::TestWithParam<Bad> {
 protected:
  BadInput() {
    collector_.start();
    enrol(no1_);
    enrol(se1_);
    no1_.connect(collector_.ports().probes);
  }
  void enrol(ProbeClient& probe) {
    const auto token = collector_.token(probe.script().name());
    const auto answer = probe.enrol(token, collector_.ports().enrolment, collector_.ca_pem());
    EXPECT_EQ(answer->status, 200U);
  }
  WallTime now() const { return system::SystemClock().wall(); }

  RunningCollector collector_;
  ProbeClient no1_{"no-1", 1};
  ProbeClient se1_{"se-1", 2};
};

TEST_P(BadInput, HasItsAnswerAndItsCounterAndCostsNothingAcknowledged) {
  const auto& bad = GetParam();
  const auto known = no1_.script().next(now());
  const auto first = no1_.push(known);
  ASSERT_TRUE(no1_.acknowledges(first, known));
  auto scene = Scene{no1_.script(), known, now()};
  const auto answer = no1_.push(bad.body(scene));
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(answer->status, bad.status);
  EXPECT_EQ(http::problem_slug(*answer), bad.slug);
  EXPECT_EQ(collector_.metric(bad.series), "1");
  EXPECT_EQ(no1_.push(known)->body, first->body);
  EXPECT_EQ(collector_.metric(admitted("next")), "1");
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadInput, testing::ValuesIn(bad_inputs), [](const auto& tested) {
  return tested.param.name;
});

}  // namespace
}  // namespace tocsin::collector
