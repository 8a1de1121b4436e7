// How many entries the public log takes in: read from the journal, hashed, written as tiles and
// bundles, read back and hashed again, signed and published, on the disk of the working directory.
#include "daemon/ledger/ledger.h"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <random>

#include "core/base/check.h"
#include "core/durable/journal.h"
#include "core/durable/real_file_system.h"
#include "core/entry/journal_record.h"

namespace tocsin::collector {
namespace {

// A signed envelope of the watch, its payload and the acknowledgement (docs/benchmarks.md).
constexpr std::size_t envelope_bytes = 516;
constexpr std::size_t payload_bytes = 950;
constexpr std::size_t acknowledgement_bytes = 250;

// A state directory that goes away with it, with a journal of so many batches.
class ScratchLog {
 public:
  explicit ScratchLog(std::uint64_t entries) {
    std::filesystem::remove_all(folder_);
    auto journal = durable::Journal::open(*files_, places_.journal);
    check(journal.has_value(), "the working directory takes a journal");
    std::mt19937 random(1);
    const auto drawn = [&](std::size_t size) {
      Bytes bytes(size);
      for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
      return bytes;
    };
    const auto payload = drawn(payload_bytes);
    const auto acknowledgement = drawn(acknowledgement_bytes);
    for (std::uint64_t i = 0; i < entries; ++i) {
      const auto envelope = drawn(envelope_bytes);
      const entry::JournalRecord record{{entry::Kind::batch, envelope}, payload, acknowledgement};
      check(journal->append(entry::encode_journal_record(record)).has_value(), "an append works");
    }
    check(journal->sync().has_value(), "a sync works");
  }
  ~ScratchLog() { std::filesystem::remove_all(folder_); }
  ScratchLog(const ScratchLog&) = delete;
  ScratchLog& operator=(const ScratchLog&) = delete;

  // Of nothing yet.
  Ledger empty_ledger() {
    std::filesystem::remove_all(places_.log);
    std::filesystem::remove(places_.committed);
    Ledger ledger(*files_, places_, "geneva.example/log", key_);
    check(ledger.open(0).has_value(), "an empty log is published");
    return ledger;
  }

 private:
  std::filesystem::path folder_ = std::filesystem::current_path() / "bench-ledger.tmp";
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
  LedgerPlaces places_{folder_ / "journal", folder_ / "committed", folder_ / "log"};
  crypto::SigningKey key_ = crypto::SigningKey::from_seed({7});
};

// So many entries that wait: after a start without a log, or a rebuild.
void ledger_backlog(benchmark::State& state) {
  const auto entries = static_cast<std::uint64_t>(state.range(0));
  ScratchLog log(entries);
  for (auto _ : state) {
    state.PauseTiming();
    auto ledger = log.empty_ledger();
    state.ResumeTiming();
    check(ledger.grow(entries).has_value(), "the log takes them in");
  }
  const auto all = static_cast<double>(state.iterations() * state.range(0));
  state.counters["entries/s"] = benchmark::Counter(all, benchmark::Counter::kIsRate);
}
BENCHMARK(ledger_backlog)->Arg(16'384)->UseRealTime()->Unit(benchmark::kMillisecond);

// One tick of a log that grows by so many entries each time.
void ledger_tick(benchmark::State& state) {
  const auto entries = static_cast<std::uint64_t>(state.range(0));
  constexpr std::uint64_t ticks = 50;
  ScratchLog log(ticks * entries);
  auto ledger = log.empty_ledger();
  std::uint64_t below = 0;
  for (auto _ : state) {
    below += entries;
    check(ledger.grow(below).has_value(), "the log takes them in");
  }
  const auto all = static_cast<double>(state.iterations() * state.range(0));
  state.counters["entries/s"] = benchmark::Counter(all, benchmark::Counter::kIsRate);
}
BENCHMARK(ledger_tick)
    ->Arg(1)
    ->Arg(100)
    ->Arg(1000)
    ->Iterations(50)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tocsin::collector
