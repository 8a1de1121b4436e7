#include "probes/clock/clock_watch.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/system/log.h"

namespace tocsin::probe {
namespace {

std::string_view name_of(record::ClockSource source) {
  constexpr std::string_view names[] = {"none", "kernel", "chrony", "time_servers"};
  return names[static_cast<std::size_t>(source)];
}

record::ClockSource source_of(const std::optional<ClockReport>& report) {
  return report && report->check ? report->check->source : record::ClockSource::none;
}

bool is_falseticker(const ClockReport& report, std::size_t server) {
  if (!report.agreement) return false;
  const auto& liars = report.agreement->falsetickers;
  return std::ranges::find(liars, server) != liars.end();
}

// In a word, so that a line is written where it changes and not at every check.
std::string_view word_for(const ClockReport& report, std::size_t server) {
  const auto& answer = report.servers[server];
  if (!answer) return "not_asked";
  if (!*answer) return probe::name_of(answer->error());
  return is_falseticker(report, server) ? "falseticker" : "agrees";
}

}  // namespace

ClockWatch::ClockWatch(const boost::asio::any_io_executor& executor,
                       const Clock& clock,
                       Entropy& entropy,
                       ClockSources sources)
    : clock_(clock), checker_(executor, clock, entropy, std::move(sources)) {}

record::ClockReading ClockWatch::reading() const {
  return reading_of(read_both(clock_), check_);
}

net::Task<> ClockWatch::run() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  for (;;) {
    timer.expires_after(clock_check_every);
    note(co_await checker_.check());
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

void ClockWatch::note(ClockReport report) {
  const bool first = !last_report_;
  const auto source = source_of(report);
  if (first || source != source_of(last_report_)) log_source(source);
  log_servers(report);
  if (report.check) check_ = report.check;
  last_report_ = std::move(report);
}

void ClockWatch::log_source(record::ClockSource source) const {
  if (source == record::ClockSource::none) {
    system::log(system::Level::warning,
                "the clock has no bound: what is measured now dates no incident",
                {{"time_servers", checker_.sources().time_servers.size()}});
  } else {
    system::log(system::Level::notice, "the clock has a bound", {{"source", name_of(source)}});
  }
}

void ClockWatch::log_servers(const ClockReport& report) const {
  for (std::size_t i = 0; i < report.servers.size(); ++i) {
    const auto word = word_for(report, i);
    const auto before = last_report_ ? word_for(*last_report_, i) : "agrees";
    if (word == before || word == "not_asked") continue;
    system::log(word == "agrees" ? system::Level::notice : system::Level::warning,
                "time server",
                {{"server", to_text(checker_.sources().time_servers[i])}, {"says", word}});
  }
}

}  // namespace tocsin::probe
