#include "daemon/cosign/cosignature_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/daemon/cosign/witness_keys.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using Taken = CosignatureBook::Taken;

constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};

// A book of three witnesses of whom two are enough.
class ABook : public testing::Test {
 protected:
  void publish(std::uint64_t size, WallTime now = noon) {
    book_.published(checkpoint_over(size), now);
  }
  std::uint64_t candidate(WallTime now = noon) {
    const auto* candidate = book_.candidate(now);
    return candidate != nullptr ? candidate->tree.size : 9999;
  }
  Result<Taken> take(std::uint64_t size, std::vector<std::size_t> witnesses, WallTime now = noon) {
    return book_.take(cosigned(size, witnesses, now), now);
  }
  std::size_t signatures() {
    const auto note = tlog::parse_note(book_.cosigned());
    return note ? note->signatures.size() : 0;
  }

  CosignatureBook book_{policy_of(3, 2)};
};

TEST_F(ABook, WantsNothingBeforeAnythingIsPublished) {
  EXPECT_EQ(book_.candidate(noon), nullptr);
  EXPECT_EQ(book_.unwitnessed_since(), std::nullopt);
  EXPECT_EQ(book_.cosigned(), "");
}

TEST_F(ABook, IsContentWhenEnoughHaveSigned) {
  publish(7);
  EXPECT_EQ(candidate(), 7);
  EXPECT_EQ(book_.unwitnessed_since(), noon);
  ASSERT_EQ(take(7, {1}), Taken::news);
  EXPECT_EQ(book_.cosigned(), "");
  EXPECT_EQ(book_.cosigned_size(), 0);
  ASSERT_EQ(take(7, {2}), Taken::news);
  EXPECT_EQ(book_.cosigned_size(), 7);
  EXPECT_EQ(book_.unwitnessed_since(), std::nullopt);
  EXPECT_EQ(signatures(), 3);
  const auto note = tlog::parse_note(book_.cosigned()).value();
  EXPECT_EQ(tlog::voices_for(note, policy_of(3, 2))->witnesses.size(), 2);
}

TEST_F(ABook, AddsWhatComesLater) {
  publish(7);
  candidate();
  ASSERT_EQ(take(7, {0, 1}), Taken::news);
  ASSERT_EQ(take(7, {2}), Taken::news);
  EXPECT_EQ(signatures(), 4);
  EXPECT_EQ(take(7, {2}), Taken::known);
  EXPECT_THAT(book_.sizes(), testing::ElementsAre(7, 7, 7));
}

TEST_F(ABook, LetsTheCandidateStandUntilAllHaveSigned) {
  publish(7);
  candidate();
  publish(8);
  publish(9, noon + 5s);
  EXPECT_EQ(candidate(noon + 5s), 7);
  ASSERT_TRUE(take(7, {0, 1}));
  EXPECT_EQ(candidate(noon + 5s), 7);
  EXPECT_EQ(book_.unwitnessed_since(), noon);
  ASSERT_TRUE(take(7, {2}));
  EXPECT_EQ(candidate(noon + 5s), 9);
}

TEST_F(ABook, DoesNotWaitForEverNorTwiceForWhoIsAway) {
  publish(7);
  candidate();
  publish(9);
  ASSERT_TRUE(take(7, {0, 1}));
  EXPECT_EQ(candidate(noon + 59s), 7);
  EXPECT_EQ(candidate(noon + 60s), 9);
  publish(11);
  ASSERT_TRUE(take(9, {0, 1}, noon + 61s));
  EXPECT_EQ(candidate(noon + 61s), 11);
  // It is back, and waited for again.
  ASSERT_TRUE(take(11, {0, 1, 2}, noon + 61s));
  publish(12);
  EXPECT_EQ(candidate(noon + 62s), 12);
  publish(13);
  ASSERT_TRUE(take(12, {0, 1}, noon + 62s));
  EXPECT_EQ(candidate(noon + 63s), 12);
}

TEST_F(ABook, TakesWhatWasOnItsWayToAnEarlierCandidate) {
  publish(7);
  candidate();
  publish(9);
  ASSERT_EQ(candidate(noon + 60s), 9);
  EXPECT_EQ(take(7, {0, 1}), Taken::news);
  EXPECT_EQ(book_.cosigned_size(), 7);
  ASSERT_TRUE(take(9, {0, 1}));
  ASSERT_TRUE(take(7, {2}));
  EXPECT_EQ(book_.cosigned_size(), 9) << "never back to a smaller one";
}

TEST_F(ABook, WantsFromEachWitnessWhatItHasNotSigned) {
  publish(7);
  EXPECT_NE(book_.wanted_from(0, noon), nullptr);
  ASSERT_TRUE(take(7, {0}));
  EXPECT_EQ(book_.wanted_from(0, noon), nullptr);
  EXPECT_NE(book_.wanted_from(1, noon), nullptr);
}

TEST_F(ABook, TakesNothingThatIsNotACosignatureOnACandidate) {
  publish(7);
  candidate();
  EXPECT_FALSE(take(8, {0}));
  EXPECT_FALSE(take(7, {}));
  EXPECT_FALSE(take(7, {5})) << "a stranger";
  auto wrong = cosigned(7, {0, 1}, noon);
  wrong.signatures.back().signature[20] ^= 1;
  EXPECT_FALSE(book_.take(wrong, noon));
  EXPECT_FALSE(book_.take(cosigned(7, {0}, noon + 6min), noon)) << "in the future";
  EXPECT_EQ(book_.sizes()[0], 0);
  EXPECT_EQ(take(7, {0, 5}), Taken::news) << "a stranger beside one of ours";
  EXPECT_EQ(book_.sizes()[0], 7);
}

TEST_F(ABook, RemembersWhatHadEnough) {
  publish(7);
  candidate();
  ASSERT_TRUE(take(7, {0, 2}));
  CosignatureBook again(policy_of(3, 2));
  again.resume(book_.cosigned());
  EXPECT_EQ(again.cosigned(), book_.cosigned());
  again.published(checkpoint_over(7), noon);
  EXPECT_EQ(again.unwitnessed_since(), std::nullopt);
  again.published(checkpoint_over(8), noon + 1s);
  EXPECT_EQ(again.unwitnessed_since(), noon + 1s);
}

TEST_F(ABook, ResumesNothingThatHasNotEnough) {
  publish(7);
  candidate();
  ASSERT_TRUE(take(7, {0, 2}));
  const auto kept = book_.cosigned();
  CosignatureBook stricter(policy_of(3, 3));
  stricter.resume(kept);
  EXPECT_EQ(stricter.cosigned_size(), 0);
  for (std::size_t size = 0; size < kept.size(); ++size) {
    CosignatureBook cut(policy_of(3, 2));
    cut.resume(kept.substr(0, size));
    EXPECT_EQ(cut.cosigned_size(), 0);
  }
}

}  // namespace
}  // namespace tocsin::collector
