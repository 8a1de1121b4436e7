#include "probes/main/once.h"

#include <boost/asio/io_context.hpp>
#include <iostream>

#include "core/base/check.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/system/clock.h"
#include "core/system/clock_reading.h"
#include "core/system/entropy.h"
#include "core/system/port_range.h"
#include "probes/checks/soa.h"
#include "probes/engine/engine.h"
#include "probes/main/once_report.h"
#include "probes/main/output_option.h"
#include "probes/main/targets.h"

namespace tocsin::probe {
namespace {

using record::Transport;

constexpr Duration listen_on = std::chrono::seconds(1);

struct OnceOptions {
  Output output = Output::table;
  std::optional<std::string> hints;
};

struct Round {
  OnceReport report;
  std::vector<std::string> not_asked;  // why this host could not
};

Ask ask_of(const plan::Endpoint& endpoint, std::uint32_t index, Transport transport) {
  auto ask = ask_for(soa_question(), endpoint.zone);
  check(ask.has_value(), "the zone of an endpoint is a name");
  ask->server = {.address = endpoint.address, .port = plan::dns_port};
  ask->transport = transport;
  ask->listen_on = listen_on;
  ask->endpoint = index;
  return std::move(*ask);
}

net::Task<> ask_one(Engine& engine, Draws::Ticket ticket, Ask ask, Round& round) {
  const auto what = to_text(ask.server) + " by " + std::string(name_of(ask.transport));
  auto observation = co_await engine.ask(std::move(ask), std::move(ticket));
  if (observation) {
    round.report.observations.push_back(std::move(*observation));
  } else {
    round.not_asked.push_back(what + ": " + observation.error().text);
  }
}

// All at once: each address is asked once over each transport.
void ask_all(Round& round) {
  const system::SystemClock clock;
  system::SystemEntropy entropy;
  round.report.clock = system::read_clock(clock, system::read_discipline());
  boost::asio::io_context io;
  Engine engine(io.get_executor(), clock, system::local_port_range());
  Draws draws(entropy);
  net::TaskGroup group(io.get_executor());
  const auto& endpoints = round.report.targets.endpoints;
  for (std::uint32_t i = 0; i < endpoints.size(); ++i) {
    for (const auto transport : {Transport::udp, Transport::tcp}) {
      group.spawn(ask_one(engine, draws.take(), ask_of(endpoints[i], i, transport), round));
    }
  }
  io.run();
}

Result<cli::ExitCode> once(const OnceOptions& options) {
  auto targets = root_targets(options.hints);
  if (!targets) return fail(targets.error().text);
  Round round;
  round.report.targets = std::move(*targets);
  ask_all(round);
  if (!round.not_asked.empty()) {
    std::cerr << round.not_asked.size() << " queries could not be asked from this host, such as "
              << round.not_asked.front() << ".\n";
  }
  std::cout << (options.output == Output::json ? as_json(round.report) : as_table(round.report));
  return anything_answered(round.report) ? cli::ExitCode::ok : cli::ExitCode::finding;
}

}  // namespace

cli::Command once_command() {
  const auto options = std::make_shared<OnceOptions>();
  return {.name = "once",
          .summary =
              "Asks every root server once by IPv4 and IPv6, UDP and TCP, and shows what "
              "answered. Ends with 1 where nothing did.",
          .options = {output_option(options->output),
                      {.name = "hints",
                       .value = "FILE",
                       .help = "Root hints instead of the compiled-in addresses.",
                       .target = cli::into(options->hints)}},
          .run = [options] { return once(*options); }};
}

}  // namespace tocsin::probe
