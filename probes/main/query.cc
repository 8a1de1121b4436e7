#include "probes/main/query.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <iostream>
#include <memory>

#include "core/base/duration.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/system/clock.h"
#include "core/system/clock_reading.h"
#include "core/system/entropy.h"
#include "core/system/port_range.h"
#include "probes/checks/soa.h"
#include "probes/engine/engine.h"
#include "probes/main/dns_options.h"
#include "probes/main/query_line.h"

namespace tocsin::probe {
namespace {

enum class Output { jsonl };

constexpr std::uint64_t count_max = 1'000'000;
constexpr double rate_max = 10'000;
constexpr Duration duration_max = std::chrono::minutes(1);

struct QueryCommandOptions {
  QueryCommandOptions() {
    ask.server.port = plan::dns_port;
    ask.listen_on = std::chrono::seconds(1);
  }

  dns::Name name;
  dns::Type type = dns::Type::soa;
  Ask ask;
  std::uint32_t count = 1;
  double rate = 1;
  Output output = Output::jsonl;
};

// What a run of queries shares.
struct Run {
  const Clock& clock;
  Engine& engine;
  Draws& draws;
  net::TaskGroup& asking;
  std::uint32_t answered = 0;
  std::vector<std::string> not_asked;  // why this host could not
};

net::Task<> ask_one(Run& run, Ask ask) {
  const auto observation = co_await run.engine.ask(std::move(ask), run.draws.take());
  if (!observation) {
    run.not_asked.push_back(observation.error().text);
    co_return;
  }
  // Each line is dated by the clocks of its own moment: a long run outlives a correction of them.
  std::cout << as_json_line(*observation, system::read_clock(run.clock, {})) << std::flush;
  if (observation->measurement.outcome == record::Outcome::answered) ++run.answered;
}

// Starts are counted from the first one, so that a late start does not shift those after it.
net::Task<> ask_at_rate(Run& run, const QueryCommandOptions& options) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  timer.expires_after(Duration::zero());
  const auto start = timer.expiry();
  for (std::uint32_t i = 0; i < options.count; ++i) {
    const std::chrono::duration<double> offset(i / options.rate);
    timer.expires_at(start + std::chrono::duration_cast<std::chrono::nanoseconds>(offset));
    co_await timer.async_wait(boost::asio::use_awaitable);
    run.asking.spawn(ask_one(run, options.ask));
  }
}

Status<> complete(QueryCommandOptions& options) {
  auto question = soa_question();
  question.name = options.name.to_text();
  question.type = static_cast<std::uint16_t>(options.type);
  auto asked = ask_for(std::move(question), ".");
  if (!asked) return fail("this is no name to ask for");
  options.ask.question = std::move(asked->question);
  options.ask.query = std::move(asked->query);
  return {};
}

Result<cli::ExitCode> query(QueryCommandOptions& options) {
  if (const auto completed = complete(options); !completed) return fail(completed.error().text);
  const system::SystemClock clock;
  system::SystemEntropy entropy;
  boost::asio::io_context io{1};
  Engine engine(io.get_executor(), clock, system::local_port_range());
  Draws draws(entropy);
  net::TaskGroup asking(io.get_executor());
  Run run{.clock = clock, .engine = engine, .draws = draws, .asking = asking, .not_asked = {}};
  asking.spawn(ask_at_rate(run, options));
  io.run();
  if (!run.not_asked.empty()) {
    return fail(std::to_string(run.not_asked.size()) + " of " + std::to_string(options.count) +
                " queries could not be asked from this host, such as: " + run.not_asked.front());
  }
  return run.answered > 0 ? cli::ExitCode::ok : cli::ExitCode::finding;
}

// A bare number is milliseconds.
cli::Target into_duration(Duration& target, Duration least) {
  return {.set = [&target, least](std::string_view text) -> Status<> {
            const bool bare =
                std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
            const auto parsed = duration_from(bare ? std::string(text) + "ms" : std::string(text));
            if (!parsed || *parsed < least || *parsed > duration_max) {
              return fail("milliseconds or a duration such as 4s, at most 1m");
            }
            target = *parsed;
            return {};
          },
          .fallback = to_text(target)};
}

std::vector<cli::Option> table(QueryCommandOptions& options) {
  auto& ask = options.ask;
  return {
      {.name = "server",
       .value = "ADDR",
       .help = "Whom to ask: an IPv4 or IPv6 address.",
       .target = into_address(ask.server.address),
       .presence = cli::Presence::required},
      {.name = "port",
       .value = "N",
       .help = "Any port, unlike the probe's own measurements.",
       .target = cli::into(ask.server.port, 1)},
      {.name = "name",
       .value = "NAME",
       .help = "What to ask for; its letters are asked in random case (0x20).",
       .target = into_name(options.name)},
      {.name = "type",
       .value = "TYPE",
       .help = "Record type by name or number.",
       .target = into_type(options.type)},
      {.name = "transport",
       .value = "HOW",
       .help = "udp or tcp.",
       .target = cli::one_of(ask.transport,
                             {{"udp", record::Transport::udp}, {"tcp", record::Transport::tcp}})},
      {.name = "count",
       .value = "N",
       .help = "How many queries.",
       .target = cli::into(options.count, 1, count_max)},
      {.name = "rate",
       .value = "QPS",
       .help = "Starts per second, whether or not earlier ones have ended.",
       .target = cli::into(options.rate, 0.001, rate_max)},
      {.name = "timeout",
       .value = "MS",
       .help = "How long to wait for each reply: milliseconds, or a duration such as 4s.",
       .target = into_duration(ask.timeout, Duration(1))},
      {.name = "listen-on",
       .value = "MS",
       .help = "How long to listen after the first answer for a second, different one.",
       .target = into_duration(ask.listen_on, Duration::zero())},
      {.name = "output",
       .value = "FORM",
       .help = "jsonl: one JSON object per query, in the order in which they end.",
       .target = cli::one_of(options.output, {{"jsonl", Output::jsonl}})},
  };
}

}  // namespace

cli::Command query_command() {
  const auto options = std::make_shared<QueryCommandOptions>();
  return {
      .name = "query",
      .summary =
          "Asks one server by hand and shows every answer. It may aim at any address and port, "
          "at any rate: it is a tool for the lab and for looking into a fault, and whoever runs "
          "it answers for the load. Ends with 1 where nothing answered.",
      .options = table(*options),
      .run = [options] { return query(*options); }};
}

}  // namespace tocsin::probe
