// What durability costs the collector: a group of records appended and synced once, on the disk of
// the working directory. The size of a record is that of a signed envelope with a root payload.
#include "core/durable/journal.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "core/base/check.h"
#include "core/durable/real_file_system.h"

namespace tocsin::durable {
namespace {

constexpr std::size_t record_bytes = 2500;

// A journal in a folder that goes away with it.
class ScratchJournal {
 public:
  ScratchJournal() {
    std::filesystem::remove_all(folder_);
    auto opened = Journal::open(*files_, folder_);
    check(opened.has_value(), "the working directory takes a journal");
    journal_ = std::make_unique<Journal>(std::move(*opened));
  }
  ~ScratchJournal() { std::filesystem::remove_all(folder_); }
  ScratchJournal(const ScratchJournal&) = delete;
  ScratchJournal& operator=(const ScratchJournal&) = delete;

  void commit(std::int64_t records) {
    for (std::int64_t i = 0; i < records; ++i) {
      check(journal_->append(record_).has_value(), "an append works");
    }
    check(journal_->sync().has_value(), "a sync works");
  }

 private:
  std::filesystem::path folder_ = std::filesystem::current_path() / "bench-journal.tmp";
  std::unique_ptr<FileSystem> files_ = real_file_system();
  std::unique_ptr<Journal> journal_;
  Bytes record_ = Bytes(record_bytes, 0x5a);
};

double percentile_ms(std::vector<double>& seconds, double share) {
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(seconds.size() - 1));
  std::nth_element(seconds.begin(), seconds.begin() + at, seconds.end());
  return seconds[static_cast<std::size_t>(at)] * 1e3;
}

void journal_commit(benchmark::State& state) {
  ScratchJournal journal;
  std::vector<double> seconds;
  for (auto _ : state) {
    const auto before = std::chrono::steady_clock::now();
    journal.commit(state.range(0));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    seconds.push_back(took.count());
  }
  const auto records = static_cast<double>(state.iterations() * state.range(0));
  state.counters["records/s"] = benchmark::Counter(records, benchmark::Counter::kIsRate);
  state.counters["p50 ms"] = percentile_ms(seconds, 0.5);
  state.counters["p99 ms"] = percentile_ms(seconds, 0.99);
}
BENCHMARK(journal_commit)->Arg(1)->Arg(16)->Arg(256)->UseRealTime()->MinTime(1);

}  // namespace
}  // namespace tocsin::durable
