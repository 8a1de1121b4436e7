// What one query costs the probe: CPU of the engine's process alone, user and kernel, at a steady
// rate over UDP. The name server is another process, so that its work is not counted.
#include <benchmark/benchmark.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <fstream>

#include "core/base/check.h"
#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/system/port_range.h"
#include "probes/checks/soa.h"
#include "probes/engine/engine.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::probe {
namespace {

constexpr int seconds = 5;

net::SocketAddress loopback(std::uint16_t port) {
  return {.address = plan::address_from("127.0.0.1").value(), .port = port};
}

// A child process that answers every query with a SOA, until it is destroyed.
class Responder {
 public:
  Responder() {
    socket_ = socket(AF_INET, SOCK_DGRAM, 0);
    const auto any_port = net::to_raw(loopback(0));
    check(bind(socket_, any_port.get(), any_port.size) == 0, "loopback has a free port");
    child_ = fork();
    if (child_ == 0) answer_for_ever();
  }
  ~Responder() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
    close(socket_);
  }
  Responder(const Responder&) = delete;
  Responder& operator=(const Responder&) = delete;

  net::SocketAddress address() const { return *net::local_address(socket_); }

 private:
  [[noreturn]] void answer_for_ever() const {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    Bytes buffer(65535);
    for (;;) {
      net::RawAddress client;
      const auto size =
          recvfrom(socket_, buffer.data(), buffer.size(), 0, client.get(), &client.size);
      if (size <= 0) continue;
      const auto query = ByteView(buffer).first(static_cast<std::size_t>(size));
      const auto reply = test::ReplyBuilder(query).soa(2026010100).nsid("bench").bytes();
      sendto(socket_, reply.data(), reply.size(), 0, client.get(), client.size);
    }
  }

  int socket_ = -1;
  pid_t child_ = -1;
};

struct Tally {
  double queries = 0;
  double answered = 0;
  double kernel_stamped = 0;
};

net::Task<> ask_one(Engine& engine, Draws::Ticket ticket, Ask ask, Tally& tally) {
  const auto observation = co_await engine.ask(std::move(ask), std::move(ticket));
  if (!observation) co_return;
  const auto& measurement = observation->measurement;
  tally.answered += measurement.outcome == record::Outcome::answered ? 1 : 0;
  tally.kernel_stamped += measurement.rtt_source == record::RttSource::kernel ? 1 : 0;
}

net::Task<> ask_at(
    std::int64_t rate, Engine& engine, Draws& draws, net::TaskGroup& group, Ask ask, Tally& tally) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, Duration::zero());
  for (std::int64_t i = 0; i < rate * seconds; ++i) {
    co_await timer.async_wait(boost::asio::use_awaitable);
    timer.expires_at(timer.expiry() + Duration(std::chrono::seconds(1)) / rate);
    ++tally.queries;
    group.spawn(ask_one(engine, draws.take(), ask, tally));
  }
}

Tally run(std::int64_t rate, const net::SocketAddress& server) {
  const system::SystemClock clock;
  system::SystemEntropy entropy;
  boost::asio::io_context io{1};
  Engine engine(io.get_executor(), clock, system::local_port_range());
  Draws draws(entropy);
  net::TaskGroup group(io.get_executor());
  Tally tally;
  auto ask = ask_for(soa_question(), ".").value();
  ask.server = server;
  group.spawn(ask_at(rate, engine, draws, group, ask, tally));
  io.run();
  return tally;
}

double cpu_microseconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) {
    return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

double resident_mebibytes() {
  std::ifstream statm("/proc/self/statm");
  double total = 0;
  double resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

void engine_at_queries_per_second(benchmark::State& state) {
  const Responder responder;
  for (auto _ : state) {
    const double before = cpu_microseconds();
    const auto tally = run(state.range(0), responder.address());
    state.counters["cpu_us_per_query"] = (cpu_microseconds() - before) / tally.queries;
    state.counters["answered_share"] = tally.answered / tally.queries;
    state.counters["kernel_stamped_share"] = tally.kernel_stamped / tally.queries;
    state.counters["resident_mib"] = resident_mebibytes();
  }
}

BENCHMARK(engine_at_queries_per_second)
    ->Arg(200)
    ->Arg(2000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace tocsin::probe
