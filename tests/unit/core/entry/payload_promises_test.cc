#include "core/entry/payload_promises.h"

#include <gtest/gtest.h>

namespace tocsin::entry {
namespace {

using namespace std::chrono_literals;

const WallTime noon = *from_rfc3339("2026-08-19T12:00:00Z");
constexpr Duration day = 24h;

class Promises : public testing::Test {
 protected:
  void say(std::uint64_t index, Duration kept, Duration embargo = 24h) {
    record::PayloadPolicy policy;
    policy.kept = {{"spec10", kept}};
    policy.embargo_of = {{"SE", embargo}};
    take(index, policy);
  }
  void say_for_ever(std::uint64_t index) { take(index, {}); }
  void take(std::uint64_t index, const record::PayloadPolicy& policy) {
    const auto body = encode(record::SaidPayloadPolicy{policy, noon});
    promises_.take(index, {Kind::payload_policy, body});
  }
  auto end(std::uint64_t leaf) { return promises_.end_of("spec10", leaf, noon); }
  static auto after(Duration kept, std::uint64_t policy) {
    return std::optional(PromiseEnd{noon + kept, policy});
  }

  PayloadPromises promises_;
};

TEST_F(Promises, AreForEverWhereTheLogSaysNothingElse) {
  EXPECT_EQ(end(5), std::nullopt);
  say(7, 400 * day);
  EXPECT_EQ(end(8), after(400 * day, 7));
  EXPECT_EQ(promises_.end_of("watch", 8, noon), std::nullopt);
}

TEST_F(Promises, AreForEverForWhatWasTakenBeforeAnyPolicy) {
  say(7, 400 * day);
  EXPECT_EQ(end(6), std::nullopt);
  EXPECT_EQ(end(7), std::nullopt);
}

TEST_F(Promises, AreNotShortenedForWhatWasTakenUnderALongerOne) {
  say(7, 400 * day);
  say(20, 31 * day);
  EXPECT_EQ(end(19), after(400 * day, 7));
  EXPECT_EQ(end(21), after(31 * day, 20));
}

TEST_F(Promises, AreLengthenedForWhatIsStillThere) {
  say(7, 31 * day);
  say(20, 400 * day);
  EXPECT_EQ(end(8), after(400 * day, 20));
  EXPECT_EQ(promises_.end_of("spec10", 8, noon, 20), after(31 * day, 7));
  say_for_ever(30);
  EXPECT_EQ(end(8), std::nullopt);
  EXPECT_EQ(promises_.end_of("spec10", 8, noon, 30), after(400 * day, 20));
}

TEST_F(Promises, LastUntilTheLongestEmbargoIsOver) {
  say(7, 31 * day, 100 * day);
  EXPECT_EQ(end(8), after(100 * day, 7));
}

TEST_F(Promises, AreNotChangedByWhatCannotBeRead) {
  say(7, 31 * day);
  promises_.take(20, {Kind::payload_policy, as_bytes("none")});
  EXPECT_EQ(end(8), after(31 * day, 7));
}

}  // namespace
}  // namespace tocsin::entry
