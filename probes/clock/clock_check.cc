#include "probes/clock/clock_check.h"

#include "core/net/task_group.h"

namespace tocsin::probe {

// One comparison: every server is compared with the same clock.
struct ClockChecker::Round {
  ClockLine ours;
  ClockReport report;

  void found(Duration bound, record::ClockSource source) {
    report.check = CheckedClock{.at = ours.at, .rate = ours.rate, .bound = bound, .source = source};
  }
};

ClockChecker::ClockChecker(boost::asio::any_io_executor executor,
                           const Clock& clock,
                           Entropy& entropy,
                           ClockSources sources)
    : executor_(std::move(executor)),
      clock_(clock),
      entropy_(entropy),
      sources_(std::move(sources)),
      pauses_(sources_.time_servers.size()) {}

net::Task<ClockReport> ClockChecker::check() {
  Round round;
  round.ours = {.at = read_both(clock_), .rate = clock_.wall_rate()};
  round.report.servers.resize(sources_.time_servers.size());
  const auto sequence = static_cast<std::uint32_t>(entropy_.u64());
  const auto chrony = co_await ask_chrony(executor_, clock_, sources_.chrony, sequence);
  if (chrony) {
    round.found(bound_of(*chrony), record::ClockSource::chrony);
    co_return std::move(round.report);
  }
  round.report.chrony = chrony.error();
  co_await ask_servers(round);
  judge(round);
  co_return std::move(round.report);
}

net::Task<> ClockChecker::ask_servers(Round& round) {
  net::TaskGroup asking(executor_);
  for (std::size_t i = 0; i < sources_.time_servers.size(); ++i) {
    if (pauses_.may_ask(i, round.ours.at.after)) asking.spawn(ask_server(round, i));
  }
  co_await asking.join();
}

net::Task<> ClockChecker::ask_server(Round& round, std::size_t server) {
  TimeServerAsk ask;
  ask.server = sources_.time_servers[server];
  ask.nonce = entropy_.u64() | 1U;  // never zero
  ask.ours = round.ours;
  const auto answer = co_await ask_time_server(executor_, clock_, ask);
  if (!answer) pauses_.note(server, answer.error(), clock_.monotonic());
  round.report.servers[server] = answer;
}

void ClockChecker::judge(Round& round) const {
  auto& report = round.report;
  std::vector<ErrorInterval> intervals;
  std::vector<std::size_t> whose;
  for (std::size_t i = 0; i < report.servers.size(); ++i) {
    const auto& answer = report.servers[i];
    if (!answer || !*answer) continue;
    intervals.push_back(**answer);
    whose.push_back(i);
  }
  report.agreement = agree(intervals);
  if (report.agreement) {
    for (auto& index : report.agreement->falsetickers) index = whose[index];
    return round.found(report.agreement->bound(), record::ClockSource::time_servers);
  }
  const auto kernel = system::read_discipline();
  if (kernel.bound()) round.found(*kernel.bound(), record::ClockSource::kernel);
}

}  // namespace tocsin::probe
