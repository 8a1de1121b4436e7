// What a batch costs the collector between the end of its request and its acknowledgement: read,
// verified, judged against its chain, journaled, synced to a real disk and acknowledged under the
// log's signature. Without HTTP and TLS. Forty probes push at once, as they would in a round, so
// that one sync serves many.
//
// CPU is that of all threads. Resident memory is that of this program after the last batch, with
// forty chains in it and its own copies of a round of batches.
#include "daemon/ingest/ingest.h"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>

#include "core/base/check.h"
#include "core/durable/real_file_system.h"
#include "core/system/clock.h"
#include "daemon/enrol/probe_name.h"
#include "tests/support/probe/scripted_probe.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr std::size_t probe_count = 40;
constexpr auto host = "bench.example";

// The sample's answered query, so many times, one after the other.
record::Payload payload_of(std::size_t measurements) {
  const auto sample = record::sample::payload();
  auto payload = sample;
  payload.measurements.clear();
  for (std::size_t i = 0; i < measurements; ++i) {
    auto row = sample.measurements[0];
    row.sent_at = row.sent_at + std::chrono::milliseconds(i % 10'000);
    row.draw = static_cast<std::uint32_t>(i);
    payload.measurements.push_back(std::move(row));
  }
  return payload;
}

double resident_bytes() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

class Bench {
 public:
  Bench() {
    for (std::size_t i = 0; i < probe_count; ++i) {
      auto& probe = probes_.emplace_back("p" + std::to_string(i), static_cast<std::uint8_t>(i + 1));
      registry_.enrol(probe.name(), probe.key().public_key());
    }
  }
  ~Bench() {
    journal_.stop();
    std::filesystem::remove_all(dir_);
  }

  std::vector<http::Request> round(const record::Payload& payload) {
    std::vector<http::Request> requests;
    for (auto& probe : probes_) {
      auto& request = requests.emplace_back();
      request.body = probe.next_with(clock_.wall(), payload).body();
      request.peer = http::Peer{{}, probe_uri(host, probe.name())};
    }
    return requests;
  }

  void ingest(std::vector<http::Request> requests) {
    std::size_t left = requests.size();
    for (auto& request : requests) {
      asio::co_spawn(io_,
                     ingest_.post_batch(std::move(request)),
                     [&left](std::exception_ptr, const http::Response& response) {
                       check(response.status == 200, "a good batch is acknowledged");
                       --left;
                     });
    }
    while (left > 0) io_.run_one();
  }

  double journal_bytes() const { return static_cast<double>(journal_.bytes()); }

 private:
  std::filesystem::path dir_ =
      std::filesystem::current_path() / ("bench-ingest-" + std::to_string(::getpid()));
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
  system::SystemClock clock_;
  crypto::SigningKey log_key_ = record::sample::log_key();
  std::vector<ScriptedProbe> probes_;
  Registry registry_;
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
  JournalThread journal_{std::move(*durable::Journal::open(*files_, dir_)),
                         2 * probe_count,
                         [](const Error& error) { check(false, error.text.c_str()); }};
  Ingest ingest_{io_,
                 {host, host},
                 log_key_,
                 clock_,
                 registry_,
                 IngestMemory(),
                 journal_,
                 {.batch = [](const AdmittedBatch&) {}}};
};

void ingest_round(benchmark::State& state) {
  const auto measurements = static_cast<std::size_t>(state.range(0));
  const auto payload = payload_of(measurements);
  Bench bench;
  for (auto _ : state) {
    state.PauseTiming();
    auto requests = bench.round(payload);
    state.ResumeTiming();
    bench.ingest(std::move(requests));
  }
  const auto each = static_cast<double>(measurements * probe_count);
  state.counters["cpu_seconds_each"] = benchmark::Counter(
      each, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["journal_bytes_each"] =
      bench.journal_bytes() / (each * static_cast<double>(state.iterations()));
  state.counters["resident_bytes"] = resident_bytes();
}

BENCHMARK(ingest_round)->Arg(30)->Arg(1000)->Iterations(25)->MeasureProcessCPUTime();

}  // namespace
}  // namespace tocsin::collector
