#include "tests/bench/acknowledge/batch_maker.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/plan/plan.h"
#include "core/plan/root_hints.h"
#include "core/record/plan_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_envelope.h"
#include "core/record/submission.h"
#include "core/record/target_set.h"
#include "tests/bench/typical_batch.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::bench {
namespace {

// Of each plan there are so many payloads, used in turn.
constexpr std::size_t payloads_of_a_plan = 8;

plan::TargetSet tld_targets(std::uint32_t rows) {
  plan::TargetSet targets;
  for (std::uint32_t i = 0; i < rows; ++i) {
    const auto zone = "t" + std::to_string(i / 6) + ".";
    plan::Address address{.bytes = {100, 64}};
    address.bytes[2] = static_cast<std::uint8_t>(i >> 8);
    address.bytes[3] = static_cast<std::uint8_t>(i);
    targets.endpoints.push_back({zone, "ns" + std::to_string(i % 6) + "." + zone, address});
  }
  std::ranges::sort(targets.endpoints);
  return targets;
}

record::Envelope envelope_for(const plan::Plan& plan, ByteView targets) {
  auto envelope = record::sample::unsealed_envelope();
  envelope.incarnation = 1;
  envelope.plan = plan.name;
  envelope.plan_digest = record::plan_digest(plan);
  envelope.target_set = crypto::sha256(targets);
  envelope.not_measured = 0;
  envelope.gaps.clear();
  return envelope;
}

}  // namespace

BatchMaker::BatchMaker(const Shape& shape, const std::vector<Member>& fleet, Begin begin)
    : fleet_(fleet), begin_(begin), chains_(fleet.size()) {
  const auto prepare = [this](Kind kind, const plan::Plan& plan, Duration lasts, Bytes targets) {
    auto& prepared = plan_of(kind);
    prepared.envelope = envelope_for(plan, targets);
    prepared.targets = std::move(targets);
    prepared.lasts = lasts;
    prepared.resolution = plan.rtt_resolution;
  };
  prepare(Kind::root,
          plan::watch(),
          root_batch_lasts,
          record::encode_target_set(plan::compiled_root_targets()));
  prepare(Kind::tlds,
          plan::spec10(),
          shape.tld_every,
          record::encode_target_set(tld_targets(shape.tld_rows)));
  for (std::size_t i = 0; i < payloads_of_a_plan; ++i) {
    plan_of(Kind::root).payloads.push_back(root_batch({}));
    plan_of(Kind::tlds).payloads.push_back(tld_batch(shape.tld_rows, {}, shape.tld_every));
  }
}

MadeBatch BatchMaker::make(const Closing& closing) {
  const auto& plan = plan_of(closing.kind);
  const auto& key = fleet_[closing.probe].key;
  auto& chain = chains_[closing.probe];
  auto& made = chain.made[static_cast<std::size_t>(closing.kind)];
  const auto closed_at = begin_.monotonic + closing.at;

  auto payload = plan.payloads[(closing.probe + made) % payloads_of_a_plan];
  for (auto& row : payload.measurements) {
    row.sent_at = closed_at - plan.lasts + row.sent_at.since_boot;
  }
  if (made++ == 0) payload.objects.push_back(plan.targets);

  auto envelope = plan.envelope;
  envelope.probe = record::probe_id_of(key.public_key());
  envelope.sequence = chain.sequence++;
  envelope.previous = chain.previous;
  envelope.opened_at = closed_at - plan.lasts;
  envelope.closed_at.monotonic = closed_at;
  envelope.closed_at.wall = begin_.wall + closing.at;
  const auto sealed = record::seal(payload, plan.resolution, envelope);
  const auto signed_envelope = record::VerifiedEnvelope::sign(std::move(envelope), key);
  chain.previous = signed_envelope.digest();
  return {closing,
          payload.measurements.size(),
          record::encode_submission({signed_envelope.bytes(), sealed}),
          signed_envelope.digest()};
}

}  // namespace tocsin::bench
