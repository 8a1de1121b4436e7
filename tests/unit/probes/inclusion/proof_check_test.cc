#include "probes/inclusion/proof_check.h"

#include <gtest/gtest.h>

#include "tests/unit/probes/inclusion/promising_log.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

const auto key = log_key.public_key();
const auto witness =
    tlog::verifier_key(witness_name, tlog::Algorithm::cosignature_v1, witness_key.public_key());

bool proves(std::string_view proof, const Promise& promise) {
  return check_proof(proof, promise, key, std::nullopt).has_value();
}

bool proves(std::string_view proof, std::uint8_t number) {
  return proves(proof, promise_of(number));
}

TEST(Promise, IsMadeOfAnEnvelopeAndItsAcknowledgement) {
  const auto promise = promise_of(3);
  EXPECT_EQ(promise.word, word_for(3));
  EXPECT_EQ(promise.until(), noon + 24h);
  const auto signed_word = sign(word_for(3), log_key);
  EXPECT_FALSE(promise_from(envelope_number(4), signed_word, key));
  EXPECT_FALSE(promise_from(envelope_number(3), sign(word_for(3), strangers_key), key));
}

TEST(ProofCheck, TakesTheProofOfWhatWasPromised) {
  const PromisingLog log({1, 2, 3, 4, 5});
  for (std::uint8_t number = 1; number <= 5; ++number) {
    const auto shown = check_proof(log.proof(number - 1U), promise_of(number), key, log.head());
    ASSERT_TRUE(shown) << shown.error().text;
    EXPECT_EQ(shown->tree, log.head());
  }
}

TEST(ProofCheck, RefusesTheProofOfAnotherEntry) {
  const PromisingLog log({1, 2, 3});
  EXPECT_FALSE(proves(log.proof(0), 2));
  EXPECT_FALSE(proves(log.proof(1), 9)) << "one that the log has not at all";
}

TEST(ProofCheck, RefusesAProofUnderAnotherTreeThanTheWitnesss) {
  const PromisingLog shown_to_us({1, 2, 3});
  const PromisingLog shown_to_the_witness({1, 2, 4});
  const PromisingLog larger({1, 2, 3, 4});
  const auto promise = promise_of(3);
  ASSERT_TRUE(check_proof(shown_to_us.proof(2), promise, key, shown_to_us.head()));
  EXPECT_FALSE(check_proof(shown_to_us.proof(2), promise, key, shown_to_the_witness.head()));
  EXPECT_FALSE(check_proof(larger.proof(2), promise, key, shown_to_us.head()));
  const auto borrowed = shown_to_us.proof(2, shown_to_the_witness.checkpoint());
  EXPECT_FALSE(check_proof(borrowed, promise, key, shown_to_the_witness.head()));
}

TEST(ProofCheck, RefusesWhatTheLogHasNotSigned) {
  const PromisingLog log({1, 2, 3});
  EXPECT_FALSE(proves(log.proof(0, log.checkpoint(strangers_key)), 1));
  EXPECT_FALSE(proves(log.proof(0, log.checkpoint(log_key, "other.example/log")), 1));
  auto unsigned_note = log.checkpoint(strangers_key, "other.example/log");
  unsigned_note.text = log.checkpoint().text;
  EXPECT_FALSE(proves(log.proof(0, unsigned_note), 1));
}

TEST(ProofCheck, RefusesAProofThatIsCutAnywhere) {
  const auto whole = PromisingLog({1, 2, 3, 4, 5}).proof(3);
  const auto promise = promise_of(4);
  ASSERT_TRUE(proves(whole, promise));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(proves(whole.substr(0, size), promise)) << size;
  }
}

TEST(ProofCheck, RefusesAProofWithAnyBitFlipped) {
  auto proof = PromisingLog({1, 2, 3}).proof(1);
  const auto promise = promise_of(2);
  for (std::size_t bit = 0; bit < proof.size() * 8; ++bit) {
    const auto flip = static_cast<char>(1U << bit % 8);
    proof[bit / 8] = static_cast<char>(proof[bit / 8] ^ flip);
    EXPECT_FALSE(proves(proof, promise)) << "bit " << bit;
    proof[bit / 8] = static_cast<char>(proof[bit / 8] ^ flip);
  }
}

TEST(ProofCheck, TakesAWitnesssWordWithItsTime) {
  const PromisingLog log({1, 2});
  const auto said = check_witnessed(log.cosigned(witness_key, noon + 5s), log_origin, key, witness);
  ASSERT_TRUE(said) << said.error().text;
  EXPECT_EQ(said->checkpoint.tree, log.head());
  EXPECT_EQ(said->at, noon + 5s);
}

TEST(ProofCheck, RefusesAWitnesssWordThatNotBothHaveSigned) {
  const PromisingLog log({1, 2});
  const auto refuses = [&](std::string_view note, std::string_view origin = log_origin) {
    return !check_witnessed(note, origin, key, witness);
  };
  EXPECT_TRUE(refuses(tlog::encode(log.checkpoint()))) << "the collector's own";
  EXPECT_TRUE(refuses(log.cosigned(strangers_key)));
  EXPECT_TRUE(refuses(log.cosigned(), "other.example/log"));
  auto alone = tlog::parse_note(log.cosigned()).value();
  alone.signatures.erase(alone.signatures.begin());
  EXPECT_TRUE(refuses(tlog::encode(alone))) << "the log never signed it";
}

TEST(ProofCheck, RefusesAWitnesssWordThatIsCutAnywhere) {
  const auto whole = PromisingLog({1, 2}).cosigned();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(check_witnessed(whole.substr(0, size), log_origin, key, witness)) << size;
  }
}

}  // namespace
}  // namespace tocsin::probe
