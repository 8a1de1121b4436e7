#include "daemon/ingest/bounded_queue.h"

#include <gmock/gmock.h>

#include <thread>

namespace tocsin::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(BoundedQueue, GivesEverythingInItsOrder) {
  BoundedQueue<int> queue(3);
  for (int i = 1; i <= 3; ++i) EXPECT_TRUE(queue.offer(i));
  EXPECT_THAT(queue.take_all(), ElementsAre(1, 2, 3));
}

TEST(BoundedQueue, RefusesWhatIsBeyondItsLimit) {
  BoundedQueue<int> queue(1);
  EXPECT_TRUE(queue.offer(1));
  EXPECT_EQ(queue.size(), 1U);
  EXPECT_FALSE(queue.offer(2));
  EXPECT_THAT(queue.take_all(), ElementsAre(1));
}

TEST(BoundedQueue, GivesWhatWasInItWhenClosedAndThenNothing) {
  BoundedQueue<int> queue(2);
  queue.offer(1);
  queue.close();
  EXPECT_FALSE(queue.offer(2));
  EXPECT_THAT(queue.take_all(), ElementsAre(1));
  EXPECT_THAT(queue.take_all(), IsEmpty());
}

TEST(BoundedQueue, WaitsNoLongerThanItIsTold) {
  BoundedQueue<int> queue(1);
  EXPECT_THAT(queue.take_all_within(std::chrono::milliseconds(1)), IsEmpty());
}

TEST(BoundedQueue, HandsEveryValueFromThreadToThreadOnce) {
  BoundedQueue<int> queue(10'000);
  std::thread writer([&] {
    for (int i = 0; i < 10'000; ++i) queue.offer(i);
    queue.close();
  });
  int next = 0;
  for (auto values = queue.take_all(); !values.empty(); values = queue.take_all()) {
    for (const int value : values) EXPECT_EQ(value, next++);
  }
  writer.join();
  EXPECT_EQ(next, 10'000);
}

}  // namespace
}  // namespace tocsin::collector
