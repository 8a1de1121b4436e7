#include "daemon/live/root_status.h"

#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class Recent : public testing::Test {
 protected:
  Recent() {
    for (const char* probe : {"br-1", "ke-1", "no-1"}) scene.enrol(probe, "NO");
  }

  Tally letters(const std::string& probe, Transport transport = Transport::tcp) const {
    return recent_letters(scene.seen(probe), Family::v4, transport);
  }
  Tally probes(char letter, Transport transport = Transport::tcp) const {
    return scene.root(Family::v4, transport).recent[static_cast<std::size_t>(letter - 'a')];
  }
  // Empty batches: the probe is there, and asks nothing.
  void idle(const std::string& probe, Duration time) {
    for (Duration passed = 0s; passed < time; passed += 4s) {
      scene.wait(4s);
      scene.report(probe).arrives();
    }
  }

  const Query tcp{.transport = Transport::tcp, .before_closing = 0s};
  Scene scene;
};

TEST_F(Recent, IsWhatWasAskedTwentyFourSecondsAgoAtTheLongest) {
  scene.report("no-1").saw("abc", Outcome::timeout, tcp).arrives();
  idle("no-1", 24s);
  EXPECT_EQ(letters("no-1"), (Tally{3, 0}));
  EXPECT_EQ(probes('a'), (Tally{1, 0}));
  scene.wait(1s);
  EXPECT_EQ(letters("no-1"), (Tally{0, 0}));
  EXPECT_EQ(probes('a'), (Tally{0, 0}));
}

TEST_F(Recent, IsCountedFromTheQuestionAndNotFromTheArrival) {
  Query slow = tcp;
  slow.before_closing = 14s;
  scene.report("no-1").saw("abc", Outcome::timeout, slow).arrives();
  idle("no-1", 8s);
  EXPECT_EQ(letters("no-1"), (Tally{3, 0}));
  idle("no-1", 4s);
  EXPECT_EQ(letters("no-1"), (Tally{0, 0}));
}

TEST_F(Recent, LeavesTheNewestOfEachLetterAsItWas) {
  scene.report("no-1").saw(all_letters, Outcome::timeout, tcp).arrives();
  idle("no-1", 28s);
  EXPECT_EQ(scene.up("no-1", tcp), false);
  EXPECT_EQ(scene.root(Family::v4, Transport::tcp).figure->ratio, 0.0);
}

TEST_F(Recent, CountsALetterOnceByItsNewestAnswer) {
  scene.report("no-1").saw("a", Outcome::timeout).arrives();
  scene.wait(10s);
  scene.report("no-1").saw("a", Outcome::answered).arrives();
  EXPECT_EQ(letters("no-1", Transport::udp), (Tally{1, 1}));
  EXPECT_EQ(probes('a', Transport::udp), (Tally{1, 1}));
}

TEST_F(Recent, AddsUpTheProbesThatAskedALetter) {
  scene.report("br-1").saw("ab", Outcome::answered, tcp).arrives();
  scene.report("ke-1").saw("bc", Outcome::timeout, tcp).arrives();
  scene.report("no-1").saw("b", Outcome::refused, tcp).arrives();
  EXPECT_EQ(probes('a'), (Tally{1, 1}));
  EXPECT_EQ(probes('b'), (Tally{3, 1}));
  EXPECT_EQ(probes('c'), (Tally{1, 0}));
  EXPECT_EQ(probes('d'), (Tally{0, 0}));
}

TEST_F(Recent, OfAProbeWithoutAVoiceCountsForNoLetter) {
  scene.enrol_unattested("xx-1");
  scene.report("xx-1").saw("a", Outcome::timeout, tcp).arrives();
  scene.report("br-1").references(Answers::country_ring).saw("a", Outcome::timeout, tcp).arrives();
  EXPECT_EQ(letters("xx-1"), (Tally{1, 0}));
  EXPECT_EQ(probes('a'), (Tally{0, 0}));
}

TEST_F(Recent, IsNothingOfASilentProbe) {
  scene.report("no-1").saw("abc", Outcome::timeout, tcp).arrives();
  scene.wait(21s);
  EXPECT_EQ(letters("no-1"), (Tally{0, 0}));
  EXPECT_EQ(probes('a'), (Tally{0, 0}));
}

}  // namespace
}  // namespace tocsin::collector
