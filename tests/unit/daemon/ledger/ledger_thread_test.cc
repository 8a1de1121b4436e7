#include "daemon/ledger/ledger_thread.h"

#include <gtest/gtest.h>

#include <atomic>

#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/ledger/growing_log.h"

namespace tocsin::collector {
namespace {

TEST(LedgerThread, KeepsUpWithTheJournalAndTakesTheRestInWhenItIsStopped) {
  durable::FaultyFileSystem files;
  append_until(files, 20);
  auto ledger = ledger_on(files);
  ASSERT_TRUE(ledger.open(0));
  std::atomic<std::uint64_t> durable = 5;
  std::atomic<std::uint64_t> published = 0;
  LedgerThread thread(std::move(ledger),
                      std::chrono::milliseconds(1),
                      {.durable_below = [&] { return durable.load(); },
                       .published = [&](const PublishedLog& log) { published = log.head.size; },
                       .failed = [](const Error& error) { ADD_FAILURE() << error.text; }});
  EXPECT_TRUE(test::eventually([&] { return published == 5; }));
  durable = 20;
  thread.stop();
  EXPECT_EQ(published, 20);
  EXPECT_EQ(size_signed_in(files, places.log / "checkpoint"), 20);
}

TEST(LedgerThread, SaysOnceThatItCannotWrite) {
  durable::FaultyFileSystem files;
  append_until(files, 20);
  auto ledger = ledger_on(files);
  ASSERT_TRUE(ledger.open(0));
  files.fail_from(0, std::errc::no_space_on_device);
  std::atomic<int> failures = 0;
  LedgerThread thread(std::move(ledger),
                      std::chrono::milliseconds(1),
                      {.durable_below = [] { return std::uint64_t{20}; },
                       .published = [](const PublishedLog&) { ADD_FAILURE() << "published"; },
                       .failed = [&](const Error&) { ++failures; }});
  EXPECT_TRUE(test::eventually([&] { return failures == 1; }));
  thread.stop();
  EXPECT_EQ(failures, 1);
}

}  // namespace
}  // namespace tocsin::collector
