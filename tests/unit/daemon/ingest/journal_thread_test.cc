#include "daemon/ingest/journal_thread.h"

#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <string>

#include "tests/unit/daemon/ingest/scripted_journal.h"

namespace tocsin::collector {
namespace {

using testing::ElementsAre;

constexpr auto nothing_fails = [](const Error&) { FAIL(); };

TEST(JournalThread, SaysDurableOnlyOfWhatIs) {
  ScriptedJournal journal;
  JournalThread thread(journal, 10, nothing_fails);
  bool was_durable = false;
  thread.offer({{1, 2}, [&] { was_durable = journal.durable() == std::vector<Bytes>{{1, 2}}; }});
  thread.stop();
  EXPECT_TRUE(was_durable);
}

TEST(JournalThread, WritesWhatItHasTakenBeforeItStops) {
  ScriptedJournal journal;
  JournalThread thread(journal, 10, nothing_fails);
  for (std::uint8_t i = 0; i < 5; ++i) EXPECT_TRUE(thread.offer({{i}, [] {}}));
  thread.stop();
  EXPECT_THAT(journal.durable(), ElementsAre(Bytes{0}, Bytes{1}, Bytes{2}, Bytes{3}, Bytes{4}));
  EXPECT_FALSE(thread.offer({{9}, [] {}}));
}

TEST(JournalThread, SharesOneSyncAmongThoseThatArriveDuringAnother) {
  ScriptedJournal journal;
  JournalThread thread(journal, 10, nothing_fails);
  std::latch first_is_durable(1);
  std::latch others_are_queued(1);
  thread.offer({{0}, [&] {
                  first_is_durable.count_down();
                  others_are_queued.wait();
                }});
  first_is_durable.wait();
  for (std::uint8_t i = 1; i < 5; ++i) thread.offer({{i}, [] {}});
  others_are_queued.count_down();
  thread.stop();
  EXPECT_EQ(journal.durable().size(), 5U);
  EXPECT_EQ(journal.syncs(), 2U);
}

class BrokenJournal : public testing::TestWithParam<ScriptedJournal::Breaks> {};

TEST_P(BrokenJournal, LetsNoWordOutAndTakesNothingMore) {
  ScriptedJournal journal(GetParam());
  std::atomic<int> words = 0;
  std::string why;
  JournalThread thread(journal, 10, [&](const Error& error) { why = error.text; });
  thread.offer({{1}, [&] { ++words; }});
  thread.stop();
  EXPECT_FALSE(thread.offer({{2}, [&] { ++words; }}));
  EXPECT_TRUE(thread.full());
  EXPECT_EQ(words, 0);
  EXPECT_THAT(why, testing::HasSubstr("the journal"));
}

INSTANTIATE_TEST_SUITE_P(JournalThread,
                         BrokenJournal,
                         testing::Values(ScriptedJournal::Breaks::on_append,
                                         ScriptedJournal::Breaks::on_sync),
                         [](const auto& info) {
                           return info.param == ScriptedJournal::Breaks::on_append ? "OnAppend"
                                                                                   : "OnSync";
                         });

}  // namespace
}  // namespace tocsin::collector
