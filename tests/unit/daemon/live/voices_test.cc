// Whose measurements count in the windows.
#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

using assess::LetterWindow;

struct Voices : testing::Test {
  Scene scene;

  Voices() {
    scene.enrol("no-1", "NO");
    scene.enrol_unattested("xx-1");
  }
  // IPv4, UDP, once the interval is over.
  assess::PathWindow hour() {
    scene.wait(5min);
    return scene.seen().windows.figures[0].paths[0];
  }
};

TEST_F(Voices, OfNobodyMakeNoFigure) {
  scene.report("xx-1").saw(all_letters, Outcome::answered).arrives();
  scene.report("no-1").without_references().saw(all_letters, Outcome::answered).arrives();
  EXPECT_FALSE(hour().figure);
}

TEST_F(Voices, AreOfGoodAnswersAndFailures) {
  scene.report("no-1")
      .saw({.letter = 'k', .rtt = 12ms})
      .saw({.letter = 'b', .rcode = 2, .rtt = 12ms})
      .saw("c", Outcome::timeout)
      .saw("d", Outcome::intercepted)
      .arrives();
  const auto path = hour();
  EXPECT_EQ(path.letters['k' - 'a'], (LetterWindow{.up = 1, .measured = 1, .expected = 12}));
  EXPECT_EQ(path.letters['b' - 'a'], (LetterWindow{.up = 0, .measured = 1, .expected = 12}));
  EXPECT_EQ(path.letters['c' - 'a'], (LetterWindow{.up = 0, .measured = 1, .expected = 12}));
  EXPECT_EQ(path.letters['d' - 'a'].measured, 0U);
  EXPECT_EQ(path.latency['k' - 'a'].median->value.value(), 12);
  EXPECT_EQ(path.latency['b' - 'a'].answers, 0U);
}

TEST_F(Voices, CountWhenTheyComeLateAndNotWhenNobodyCanSayWhen) {
  scene.wait(1h);
  scene.report("no-1")
      .admitted(Admission::late)
      .closed(20min)
      .saw("a", Outcome::answered)
      .arrives();
  scene.report("no-1")
      .admitted(Admission::time_not_trusted)
      .closed(30min)
      .saw("a", Outcome::answered)
      .arrives();
  scene.report("no-1").clock_ahead(62s).saw("a", Outcome::answered).arrives();
  EXPECT_EQ(hour().letters[0].measured, 1U);
}

TEST_F(Voices, ACutTakesOutItsIntervalsHoweverLateItIsTold) {
  scene.wait(1h);
  scene.report("no-1").closed(20min).saw(all_letters, Outcome::timeout).arrives();
  scene.report("no-1").closed(30min).saw(all_letters, Outcome::answered).arrives();
  scene.report("no-1")
      .admitted(Admission::late)
      .closed(20min)
      .like([](AdmittedBatch& batch) { batch.envelope.plan = "spec10"; })
      .references(Answers::no_ring)
      .arrives();
  EXPECT_EQ(hour().figure, (assess::RootFigure{.ratio = 1, .low = 1.0 / 12, .high = 1}));
}

TEST_F(Voices, ABatchWhoseClockIsNotTrustedTellsOfNoCut) {
  scene.report("no-1").saw("a", Outcome::answered).arrives();
  scene.report("no-1").admitted(Admission::time_not_trusted).references(Answers::no_ring).arrives();
  EXPECT_EQ(hour().letters[0].measured, 1U);
}

TEST_F(Voices, AreOfResponsesToCorrectnessQueriesInThePlanOfRssac047) {
  scene.judge(true);
  scene.report("no-1").saw("a", Outcome::answered).to_judge().arrives();
  scene.report("xx-1").saw("b", Outcome::answered).to_judge().arrives();
  scene.report("no-1").saw("c", Outcome::intercepted).to_judge().arrives();
  scene.report("no-1").saw("d", Outcome::timeout).to_judge().arrives();
  scene.report("no-1")
      .saw("e", Outcome::answered)
      .to_judge()
      .like([](AdmittedBatch& batch) { batch.envelope.plan = "watch"; })
      .arrives();
  scene.wait(75min);
  const auto responses = scene.seen().windows.figures[0].responses;
  EXPECT_EQ(responses[0], (assess::Responses{.correct = 1, .missing = 11}));
  EXPECT_EQ(responses[1].missing, 12U);
  EXPECT_EQ(responses[2].missing, 12U);
  EXPECT_EQ(responses[3], (assess::Responses{.not_received = 1, .missing = 11}));
  EXPECT_EQ(responses[4].correct, 0U);
  EXPECT_FALSE(scene.seen().windows.figures[0].paths[0].figure);
}

TEST_F(Voices, AskTheRootForItsSoaInThePlanOfTheWatch) {
  scene.report("no-1")
      .saw("a", Outcome::timeout)
      .like([](AdmittedBatch& batch) { batch.payload.questions[0].name = "no."; })
      .arrives();
  scene.report("no-1")
      .saw("a", Outcome::timeout)
      .like([](AdmittedBatch& batch) { batch.envelope.plan = "rssac047"; })
      .arrives();
  EXPECT_FALSE(hour().figure);
}

}  // namespace
}  // namespace tocsin::collector
