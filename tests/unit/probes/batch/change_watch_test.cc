#include "probes/batch/change_watch.h"

#include <gtest/gtest.h>

#include "tests/support/record/sample_batch.h"

namespace tocsin::probe {
namespace {

using record::Outcome;
using record::Transport;
using Verdict = ChangeWatch::Verdict;

struct Letters : testing::Test {
  ChangeWatch watch{record::sample::targets(), 2};

  Verdict note(Outcome outcome, std::uint32_t endpoint = 0, Transport transport = Transport::udp) {
    record::Measurement row;
    row.endpoint = endpoint;
    row.transport = transport;
    row.outcome = outcome;
    return watch.note(row);
  }
};

TEST_F(Letters, ChangeWithTheSecondFailureInARow) {
  EXPECT_EQ(note(Outcome::timeout), Verdict::as_before);
  EXPECT_EQ(note(Outcome::refused), Verdict::changed);
}

TEST_F(Letters, DoNotChangeWithOneFailureAmongAnswers) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(note(Outcome::timeout), Verdict::as_before);
    EXPECT_EQ(note(Outcome::answered), Verdict::as_before);
  }
}

TEST_F(Letters, ThatStayDownAreNoNews) {
  note(Outcome::timeout);
  note(Outcome::timeout);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(note(Outcome::timeout), Verdict::as_before);
}

TEST_F(Letters, ChangeBackWithTheSecondAnswerInARow) {
  note(Outcome::timeout);
  note(Outcome::timeout);
  EXPECT_EQ(note(Outcome::answered), Verdict::as_before);
  EXPECT_EQ(note(Outcome::answered), Verdict::changed);
}

TEST_F(Letters, AreWatchedByEndpointAndTransport) {
  note(Outcome::timeout, 0, Transport::udp);
  EXPECT_EQ(note(Outcome::timeout, 1, Transport::udp), Verdict::as_before);
  EXPECT_EQ(note(Outcome::timeout, 0, Transport::tcp), Verdict::as_before);
  EXPECT_EQ(note(Outcome::timeout, 0, Transport::udp), Verdict::changed);
}

TEST_F(Letters, AreAllThatIsWatched) {
  const plan::Endpoint tld{"no.", "x.nic.no.", {}};
  watch = ChangeWatch({{tld}}, 1);
  EXPECT_EQ(note(Outcome::timeout, 0), Verdict::as_before);
  EXPECT_EQ(note(Outcome::timeout, 1), Verdict::as_before);
}

}  // namespace
}  // namespace tocsin::probe
