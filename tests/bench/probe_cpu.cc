// What one query costs the probe: CPU of its process alone, user and kernel, from drawing the query
// to its row in a sealed payload. The name server is another process. What the kernel alone takes
// for such a query, asked by a bare loop of system calls, stands beside it (probe_floor.cc), and
// what other tools take (probe_peers.cc).
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fstream>

#include "core/net/task_group.h"
#include "core/record/payload_builder.h"
#include "core/record/sealed_payload.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/system/port_range.h"
#include "probes/checks/soa.h"
#include "probes/engine/engine.h"
#include "tests/bench/responder.h"

namespace tocsin::probe {
namespace {

constexpr int seconds = 5;
constexpr std::size_t at_once = 64;
constexpr std::size_t batch = 1000;

// An engine and what becomes of its observations.
class Bench {
 public:
  explicit Bench(const bench::Responder& responder, record::Transport transport) {
    ask_ = ask_for(soa_question(), ".").value();
    ask_.server = responder.address();
    ask_.transport = transport;
  }

  net::Task<> ask_once() {
    ++queries;
    auto ask = ask_;
    auto observation = co_await engine_.ask(std::move(ask), draws_.take());
    if (!observation) co_return;
    const auto& measurement = observation->measurement;
    answered += measurement.outcome == record::Outcome::answered ? 1 : 0;
    kernel_stamped += measurement.rtt_source == record::RttSource::kernel ? 1 : 0;
    keep(std::move(*observation));
  }

  // `rate` starts a second for `seconds`.
  net::Task<> ask_at(std::int64_t rate) {
    boost::asio::steady_timer timer(io_.get_executor(), Duration::zero());
    for (std::int64_t i = 0; i < rate * seconds; ++i) {
      co_await timer.async_wait(boost::asio::use_awaitable);
      timer.expires_at(timer.expiry() + Duration(std::chrono::seconds(1)) / rate);
      group_.spawn(ask_once());
    }
  }

  // `count` queries, the next as soon as one ends.
  net::Task<> ask_in_a_row(std::size_t count) {
    while (queries < count) co_await ask_once();
  }

  void run_at(std::int64_t rate) {
    group_.spawn(ask_at(rate));
    io_.run();
  }

  void run_saturated(std::size_t count) {
    for (std::size_t i = 0; i < at_once; ++i) group_.spawn(ask_in_a_row(count));
    io_.run();
  }

  std::size_t queries = 0;
  std::size_t answered = 0;
  std::size_t kernel_stamped = 0;

 private:
  void keep(record::Observation observation) {
    payload_.add(std::move(observation));
    if (payload_.size() < batch) return;
    const auto full = std::exchange(payload_, {}).finish();
    record::Envelope envelope;
    benchmark::DoNotOptimize(record::seal(full, std::chrono::nanoseconds(100), envelope));
  }

  boost::asio::io_context io_{1};
  system::SystemClock clock_;
  system::SystemEntropy entropy_;
  Draws draws_{entropy_};
  Engine engine_{io_.get_executor(), clock_, system::local_port_range()};
  net::TaskGroup group_{io_.get_executor()};
  record::PayloadBuilder payload_;
  Ask ask_;
};

double resident_mebibytes() {
  double total = 0;
  double resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

template <class Run>
void measure(benchmark::State& state, record::Transport transport, Run run) {
  const bench::Responder responder;
  for (auto _ : state) {
    Bench bench(responder, transport);
    const double before = bench::own_cpu();
    run(bench);
    const auto queries = static_cast<double>(bench.queries);
    state.counters["cpu_us_per_query"] = (bench::own_cpu() - before) / queries;
    state.counters["answered_share"] = static_cast<double>(bench.answered) / queries;
    state.counters["kernel_stamped_share"] = static_cast<double>(bench.kernel_stamped) / queries;
    state.counters["resident_mib"] = resident_mebibytes();
  }
}

void udp_at(benchmark::State& state) {
  measure(state, record::Transport::udp, [&](Bench& bench) { bench.run_at(state.range(0)); });
}

void udp_saturated(benchmark::State& state) {
  measure(state, record::Transport::udp, [](Bench& bench) { bench.run_saturated(50'000); });
}

void tcp_saturated(benchmark::State& state) {
  measure(state, record::Transport::tcp, [](Bench& bench) { bench.run_saturated(20'000); });
}

BENCHMARK(udp_at)->Arg(200)->Arg(2000)->Iterations(1)->UseRealTime();
BENCHMARK(udp_saturated)->Iterations(1)->UseRealTime();
BENCHMARK(tcp_saturated)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace tocsin::probe
