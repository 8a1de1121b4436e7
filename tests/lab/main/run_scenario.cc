#include "tests/lab/main/run_scenario.h"

#include <poll.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/system/signals.h"
#include "tests/lab/cage/files.h"
#include "tests/lab/main/client.h"
#include "tests/lab/scenario/scenario.h"

namespace tocsin::lab {
namespace {

struct Moment {
  MonotonicTime monotonic;
  WallTime wall;
};

class Director {
 public:
  Director(const StateFolder& folder, Scenario scenario, std::ostream& truth, const Clock& clock)
      : folder_(folder), scenario_(std::move(scenario)), truth_(truth), clock_(clock) {}

  Result<cli::ExitCode> play();

 private:
  enum class Woken { on_time, by_signal };

  Woken wait_until(MonotonicTime time);
  Status<> make(const Change& change);
  Status<> end_all();
  Status<> ask(const std::string& verb, const FaultRequest& fault) const;
  void record(const FaultRequest& fault, const Moment& start, const Moment& end);
  Moment now() const { return {.monotonic = clock_.monotonic(), .wall = clock_.wall()}; }

  const StateFolder& folder_;
  Scenario scenario_;
  std::ostream& truth_;
  const Clock& clock_;
  system::Signals signals_{system::stop_signals};
  MonotonicTime begun_{};
  std::map<std::size_t, Moment> in_force_;  // since when, by step
};

Result<cli::ExitCode> Director::play() {
  begun_ = clock_.monotonic();
  for (const auto& change : changes_of(scenario_)) {
    const auto woken = wait_until(begun_ + change.at);
    auto status = woken == Woken::on_time ? make(change) : Status<>();
    if (!status || woken == Woken::by_signal) {
      const auto ended = end_all();
      if (status) status = ended;
      if (!status) return tl::unexpected(status.error());
      return cli::ExitCode::finding;
    }
  }
  return cli::ExitCode::ok;
}

Director::Woken Director::wait_until(MonotonicTime time) {
  using std::chrono::ceil;
  using std::chrono::milliseconds;
  for (auto now = clock_.monotonic(); now < time; now = clock_.monotonic()) {
    pollfd event{.fd = signals_.fd(), .events = POLLIN, .revents = 0};
    poll(&event, 1, static_cast<int>(ceil<milliseconds>(time - now).count()));
    if (signals_.take()) return Woken::by_signal;
  }
  return Woken::on_time;
}

Status<> Director::make(const Change& change) {
  const auto& fault = scenario_.steps[change.step].fault;
  const bool begins = change.kind == Change::Kind::begin;
  const auto before = now();
  const auto status = ask(begins ? "fault" : "clear", fault);
  if (!status) return status;
  const std::chrono::duration<double> since = clock_.monotonic() - begun_;
  std::printf(
      "%6.1f s  %s %s\n", since.count(), begins ? "begins" : "ended ", to_text(fault).c_str());
  std::fflush(stdout);
  if (begins) {
    in_force_[change.step] = now();
  } else {
    record(fault, in_force_.at(change.step), before);
    in_force_.erase(change.step);
  }
  return {};
}

Status<> Director::end_all() {
  Status<> status;
  while (!in_force_.empty()) {
    const auto ended = make({.kind = Change::Kind::end, .step = in_force_.begin()->first});
    if (ended) continue;
    if (status) status = ended;
    in_force_.erase(in_force_.begin());
  }
  return status;
}

Status<> Director::ask(const std::string& verb, const FaultRequest& fault) const {
  std::vector<std::string> words = {verb, fault.name};
  for (const auto& [key, value] : fault.arguments) words.push_back(key + "=" + value);
  const auto answer = ask_agent(folder_, words);
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

void Director::record(const FaultRequest& fault, const Moment& start, const Moment& end) {
  const nlohmann::json line = {{"fault", to_text(fault)},
                               {"start", to_rfc3339(start.wall)},
                               {"end", to_rfc3339(end.wall)},
                               {"start_monotonic_ns", start.monotonic.since_boot.count()},
                               {"end_monotonic_ns", end.monotonic.since_boot.count()}};
  truth_ << line.dump() << std::endl;
}

}  // namespace

Result<cli::ExitCode> run_scenario(const StateFolder& folder,
                                   const std::string& scenario_file,
                                   const std::string& truth_file,
                                   const Clock& clock) {
  const auto text = read_text(scenario_file);
  if (!text) return tl::unexpected(text.error());
  auto scenario = scenario_from(*text, scenario_file);
  if (!scenario) return tl::unexpected(scenario.error());
  std::ofstream truth(truth_file, std::ios::app);
  if (!truth) return fail("cannot write " + truth_file);
  return Director(folder, std::move(*scenario), truth, clock).play();
}

}  // namespace tocsin::lab
