#include "probes/main/trace.h"

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <memory>

#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "probes/engine/trace.h"
#include "probes/main/dns_options.h"
#include "probes/main/output_option.h"
#include "probes/main/trace_report.h"

namespace tocsin::probe {
namespace {

struct TraceCommandOptions {
  TraceCommandOptions() {
    ask.server.port = plan::dns_port;
    ask.query.edns.emplace().ask_nsid = true;
  }

  TraceAsk ask;
  std::uint8_t server_distance = 0;  // zero: not known
  Output output = Output::table;
};

using Outcome = std::optional<Result<Trace, TraceFailure>>;

net::Task<> keep(TraceAsk ask, const Clock& clock, Outcome& into) {
  into = co_await trace(std::move(ask), clock);
}

Result<cli::ExitCode> run(const TraceCommandOptions& options) {
  const system::SystemClock clock;
  boost::asio::io_context io{1};
  net::TaskGroup tracing(io.get_executor());
  Outcome outcome;
  auto ask = options.ask;
  ask.query.id = system::SystemEntropy().u16();
  tracing.spawn(keep(std::move(ask), clock, outcome));
  io.run();
  const auto& traced = outcome.value();
  if (!traced) return fail(traced.error().text);
  const auto known = options.server_distance;
  const auto signs = signs_of(*traced, known > 0 ? std::optional(known) : std::nullopt);
  const bool json = options.output == Output::json;
  std::cout << (json ? as_json(*traced, signs) : as_table(*traced, signs));
  const bool fine = traced->end == TraceEnd::answered && !signs.any();
  return fine ? cli::ExitCode::ok : cli::ExitCode::finding;
}

std::vector<cli::Option> table(TraceCommandOptions& options) {
  auto& ask = options.ask;
  return {
      {.name = "server",
       .value = "ADDR",
       .help = "The way to whom: an IPv4 or IPv6 address.",
       .target = into_address(ask.server.address),
       .presence = cli::Presence::required},
      {.name = "port",
       .value = "N",
       .help = "Any port, unlike the probe's own measurements.",
       .target = cli::into(ask.server.port, 1)},
      {.name = "name",
       .value = "NAME",
       .help = "What to ask for.",
       .target = into_name(ask.query.question.name)},
      {.name = "type",
       .value = "TYPE",
       .help = "Record type by name or number.",
       .target = into_type(ask.query.question.type)},
      {.name = "server-distance",
       .value = "HOPS",
       .help =
           "How far the server is known to be: an answer from far nearer is a sign. 0: unknown.",
       .target = cli::into(options.server_distance, 0, 255)},
      output_option(options.output),
  };
}

}  // namespace

cli::Command trace_command() {
  const auto options = std::make_shared<TraceCommandOptions>();
  return {
      .name = "trace",
      .summary =
          "Shows the way to one server, router by router, with the DNS query itself and without "
          "privileges: at most 30 hops, three queries each. The first hops, which a batch never "
          "holds in clear, are shown. Ends with 1 where nothing answered, or where there is a "
          "sign that not the server did.",
      .options = table(*options),
      .run = [options] { return run(*options); }};
}

}  // namespace tocsin::probe
