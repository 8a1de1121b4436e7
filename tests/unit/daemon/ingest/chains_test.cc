#include "daemon/ingest/chains.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

using record::Admission;

constexpr WallTime noon{std::chrono::seconds(1787140800)};

record::Envelope envelope(std::uint8_t probe, std::uint64_t incarnation, std::uint64_t sequence) {
  record::Envelope envelope;
  envelope.probe[0] = probe;
  envelope.incarnation = incarnation;
  envelope.sequence = sequence;
  envelope.previous[0] = static_cast<std::uint8_t>(sequence);
  envelope.closed_at.wall = noon;
  return envelope;
}

Digest digest_of(const record::Envelope& envelope) {
  Digest digest{};
  digest[0] = static_cast<std::uint8_t>(envelope.sequence + 1);
  return digest;
}

Decision decide(const Chains& chains, const record::Envelope& envelope) {
  return chains.decide(envelope, digest_of(envelope), {noon, {}});
}

void apply(Chains& chains, const record::Envelope& envelope) {
  chains.apply(envelope, digest_of(envelope), {noon, Admission::next});
}

TEST(Chains, KeepProbesApart) {
  Chains chains;
  apply(chains, envelope(1, 7, 0));
  EXPECT_EQ(decide(chains, envelope(1, 7, 1)), Decision{Admission::next});
  EXPECT_EQ(decide(chains, envelope(2, 7, 1)), Decision{Admission::after_gap});
}

TEST(Chains, BeginAnewWithAnIncarnation) {
  Chains chains;
  apply(chains, envelope(1, 7, 0));
  EXPECT_EQ(chains.incarnation_of(envelope(1, 7, 1)), Incarnation::known);
  EXPECT_EQ(chains.incarnation_of(envelope(1, 8, 0)), Incarnation::first_seen);
  EXPECT_EQ(decide(chains, envelope(1, 8, 0)), Decision{Admission::next});
}

TEST(Chains, TakeSoManyIncarnationsOfAProbeAndNoMore) {
  Chains chains;
  for (std::uint64_t i = 0; i < incarnations_max; ++i) apply(chains, envelope(1, i, 0));
  EXPECT_EQ(chains.incarnation_of(envelope(1, incarnations_max, 0)), Incarnation::one_too_many);
  EXPECT_EQ(chains.incarnation_of(envelope(2, 0, 0)), Incarnation::first_seen);
}

TEST(Chains, RememberHowAnEnvelopeWasAdmitted) {
  Chains chains;
  const auto first = envelope(1, 7, 0);
  apply(chains, first);
  ASSERT_EQ(decide(chains, first), Decision{Again{}});
  EXPECT_EQ(chains.known(first).receipt, (Receipt{noon, Admission::next}));
}

TEST(Chains, CountWhatIsMissingOverAllIncarnations) {
  Chains chains;
  apply(chains, envelope(1, 7, 3));
  apply(chains, envelope(1, 8, 2));
  EXPECT_EQ(chains.missing({1}), 5U);
  EXPECT_EQ(chains.missing({2}), 0U);
}

}  // namespace
}  // namespace tocsin::collector
