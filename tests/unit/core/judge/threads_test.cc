// One zone's index serves many threads; what each of them remembers is its own.
#include <gtest/gtest.h>

#include <thread>

#include "tests/unit/core/judge/world.h"

namespace tocsin::judge::test {
namespace {

TEST(SharedZone, is_read_by_several_threads_at_once) {
  const World world;
  std::vector<Bytes> replies;
  for (const auto& [name, type] : {std::pair(".", Type::soa),
                                   std::pair(".", Type::dnskey),
                                   std::pair("no.", Type::ns),
                                   std::pair("no.", Type::ds),
                                   std::pair("qqqqqqqqqq.", Type::a)}) {
    replies.push_back(world.root.reply(name, type).bytes());
  }
  const Candidate candidate{&world.old_zone, january() - candidates_back_to};
  std::array<std::size_t, 4> correct{};
  std::vector<std::thread> threads;
  for (auto& count : correct) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) {
        zone::SignatureMemo memo;  // so that each round verifies anew
        for (const auto& reply : replies) {
          const auto verdict = judge_correctness(reply, {&candidate, 1}, january(), memo).verdict;
          count += verdict == Verdict::correct ? 1 : 0;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto count : correct) EXPECT_EQ(count, 20 * replies.size());
}

}  // namespace
}  // namespace tocsin::judge::test
