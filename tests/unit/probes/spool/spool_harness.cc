#include "tests/unit/probes/spool/spool_harness.h"

namespace tocsin::probe {

SpoolOptions options(std::vector<std::string> collectors, std::uint64_t bytes_max) {
  return {.folder = "/spool",
          .collectors = std::move(collectors),
          .bytes_max = bytes_max,
          .refused_max = 4};
}

std::unique_ptr<Spool> opened(durable::FileSystem& files, SpoolOptions options) {
  auto spool = Spool::open(files, std::move(options), incarnation);
  EXPECT_TRUE(spool) << spool.error().text;
  return spool ? std::move(*spool) : nullptr;
}

Batch batch_of(std::uint64_t sequence, Importance importance, std::vector<Gap> gaps) {
  Batch batch{sequence, importance, {}, {}, std::move(gaps), {}, {}};
  const auto text = "envelope " + std::to_string(sequence);
  batch.envelope.assign(text.begin(), text.end());
  batch.payload.assign(3000, static_cast<std::uint8_t>(sequence));
  return batch;
}

std::uint64_t add_next(Spool& spool, Importance importance) {
  const auto number = spool.next();
  EXPECT_TRUE(number) << number.error().text;
  const auto added = spool.add(batch_of(*number, importance, spool.gaps_to_tell()));
  EXPECT_TRUE(added) << added.error().text;
  return *number;
}

void add_many(Spool& spool, std::uint64_t count, Importance importance) {
  for (std::uint64_t i = 0; i < count; ++i) add_next(spool, importance);
}

std::vector<std::uint64_t> waiting(const Spool& spool, const std::string& collector) {
  std::vector<std::uint64_t> numbers;
  auto next = spool.newest_for(collector);
  while (next) {
    numbers.push_back(*next);
    next = spool.newest_for(collector, *next);
  }
  EXPECT_EQ(numbers.size(), spool.waiting_for(collector));
  return numbers;
}

}  // namespace tocsin::probe
