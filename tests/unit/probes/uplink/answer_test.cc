#include "probes/uplink/answer.h"

#include <gtest/gtest.h>

#include "core/http/problem.h"
#include "core/record/signed_acknowledgement.h"

namespace tocsin::probe {
namespace {

crypto::SigningKey key_of(std::uint8_t seed) {
  crypto::Seed bytes{};
  bytes[0] = seed;
  return crypto::SigningKey::from_seed(bytes);
}

constexpr Digest envelope{1, 2, 3};

http::Response acknowledgement_for(const Digest& digest, const crypto::SigningKey& key) {
  record::Acknowledgement word;
  word.origin = "log.example";
  word.envelope = digest;
  return http::reply(200, "application/cose", record::sign(word, key));
}

Answer read(Result<http::Response> response) {
  return read_answer(response, envelope, key_of(1).public_key());
}

RetryReason reason_for_retry(Result<http::Response> response) {
  const auto answer = read(std::move(response));
  const auto* retry = std::get_if<Retry>(&answer);
  EXPECT_NE(retry, nullptr);
  return retry != nullptr ? retry->reason : RetryReason::busy;
}

http::Response problem(unsigned status, std::string slug) {
  return http::to_response({status, std::move(slug), "Title.", "detail"});
}

TEST(Answer, IsAcknowledgedOnlyByTheLogsKeyForThisVeryEnvelope) {
  EXPECT_TRUE(std::holds_alternative<Confirmed>(read(acknowledgement_for(envelope, key_of(1)))));
  EXPECT_EQ(reason_for_retry(acknowledgement_for(envelope, key_of(2))),
            RetryReason::not_acknowledged);
  EXPECT_EQ(reason_for_retry(acknowledgement_for(Digest{9}, key_of(1))),
            RetryReason::not_acknowledged);
}

TEST(Answer, IsNoAcknowledgementWhenAnyBitIsFlipped) {
  const auto whole = acknowledgement_for(envelope, key_of(1));
  for (std::size_t bit = 0; bit < 8 * whole.body.size(); ++bit) {
    auto flipped = whole;
    flipped.body[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_EQ(reason_for_retry(flipped), RetryReason::not_acknowledged) << bit;
  }
}

TEST(Answer, IsAcknowledgedByALaterLogOnceThatWasAnnounced) {
  const record::NextOrigin next{"log.example/2027", key_of(2).public_key(), {}};
  record::Acknowledgement word;
  word.origin = next.origin;
  word.envelope = envelope;
  const auto response = http::reply(200, "application/cose", record::sign(word, key_of(2)));
  entry::LogKeys keys(key_of(1).public_key());
  EXPECT_TRUE(std::holds_alternative<Retry>(read_answer(response, envelope, keys)));
  const auto announcement = encode(record::NextOrigins{{next}, {}});
  ASSERT_TRUE(keys.learn({entry::Kind::origins, announcement}));
  EXPECT_TRUE(std::holds_alternative<Confirmed>(read_answer(response, envelope, keys)));
}

TEST(Answer, IsFinalOnlyForAProblemDocumentOfOursAboutTheBatch) {
  const auto answer = read(problem(409, "equivocation"));
  ASSERT_TRUE(std::holds_alternative<FinalRefusal>(answer));
  EXPECT_EQ(std::get<FinalRefusal>(answer).slug, "equivocation");
  EXPECT_EQ(reason_for_retry(http::reply(404, "text/html", "not found")),
            RetryReason::not_about_the_batch);
  EXPECT_EQ(reason_for_retry(problem(500, "whatever")), RetryReason::not_about_the_batch);
}

TEST(Answer, TurnsTheProbeAwayWhereTheProblemIsTheProbesAndNotTheBatchs) {
  for (const auto why :
       {TurnedAway::unknown_probe, TurnedAway::foreign_identity, TurnedAway::revoked}) {
    const auto answer = read(problem(403, std::string(name_of(why))));
    ASSERT_TRUE(std::holds_alternative<TurnedAway>(answer)) << name_of(why);
    EXPECT_EQ(std::get<TurnedAway>(answer), why);
  }
  EXPECT_EQ(reason_for_retry(http::reply(403, "text/html", "revoked")),
            RetryReason::not_about_the_batch);
}

TEST(Answer, IsToTryAgainWhenTheCollectorIsBusyOrSilent) {
  EXPECT_EQ(reason_for_retry(problem(503, "busy")), RetryReason::busy);
  EXPECT_EQ(reason_for_retry(problem(429, "too-many")), RetryReason::busy);
  EXPECT_EQ(reason_for_retry(tocsin::fail("connection refused")), RetryReason::no_answer);
}

}  // namespace
}  // namespace tocsin::probe
