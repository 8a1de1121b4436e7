#include "probes/main/deliver.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iostream>
#include <memory>

#include "config/load.h"
#include "core/base/check.h"
#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "probes/main/material.h"
#include "probes/main/output_option.h"
#include "probes/main/spool_outbox.h"
#include "probes/main/state_layout.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr Duration between_looks = 50ms;

struct DeliverOptions {
  std::string config;
  Duration patience = 1min;
};

bool is_done(const Spool& spool, const Uplink& uplink) {
  return std::ranges::all_of(uplink.lanes(), [&](const auto& lane) {
    return lane->turned_away() || spool.waiting_for(lane->name()) == 0;
  });
}

std::size_t tell(std::ostream& out, const Spool& spool, const Uplink& uplink) {
  std::size_t waiting = 0;
  for (const auto& lane : uplink.lanes()) {
    const auto left = spool.waiting_for(lane->name());
    waiting += left;
    out << lane->name() << ": " << lane->counts().acknowledged << " acknowledged, "
        << lane->counts().refused << " refused, " << left << " wait";
    if (const auto why = lane->turned_away()) out << "; it takes none: " << name_of(*why);
    out << "\n";
  }
  return waiting;
}

Result<cli::ExitCode> run(const DeliverOptions& options) {
  const auto loaded = config::load_probe_options(options.config);
  if (!loaded) return fail(loaded.error().text);
  // Else it would begin to be one.
  if (!std::filesystem::exists(StateLayout{loaded->state_dir}.key())) {
    return fail(loaded->state_dir.string() + ": there is no probe");
  }
  asio::io_context io;
  system::SystemEntropy entropy;
  const system::SystemClock clock;
  auto material = open_material(io, *loaded, entropy);
  if (!material) return tl::unexpected(material.error());
  std::vector<std::string> names;
  for (const auto& collector : loaded->collectors) names.push_back(collector.name);
  SpoolOutbox outbox(*material->spool, std::move(names), material->boot_id, clock);
  Uplink uplink(io.get_executor(), outbox, std::move(material->routes), clock, entropy);
  std::size_t waiting = 0;
  asio::co_spawn(io,
                 deliver(*material->spool, uplink, options.patience, std::cout),
                 [&](std::exception_ptr thrown, std::size_t left) {
                   check(!thrown, "a delivery ends by itself");
                   waiting = left;
                 });
  io.run();
  if (const auto saved = material->spool->flush(); !saved) return tl::unexpected(saved.error());
  return waiting == 0 ? cli::ExitCode::ok : cli::ExitCode::finding;
}

}  // namespace

net::Task<std::size_t> deliver(const Spool& spool,
                               Uplink& uplink,
                               Duration patience,
                               std::ostream& out) {
  const auto executor = co_await asio::this_coro::executor;
  net::TaskGroup lanes(executor);
  uplink.start(lanes);
  asio::steady_timer timer(executor);
  for (auto left = patience; left > Duration::zero() && !is_done(spool, uplink);
       left -= between_looks) {
    timer.expires_after(between_looks);
    co_await timer.async_wait(asio::use_awaitable);
  }
  lanes.cancel();
  co_await lanes.join();
  co_return tell(out, spool, uplink);
}

cli::Command deliver_command() {
  const auto options = std::make_shared<DeliverOptions>();
  return {.name = "deliver",
          .summary =
              "Pushes what a probe that was stopped still holds to its collectors, without "
              "measuring. For a probe that ends, or whose key is changed.",
          .options = {config_option(options->config),
                      {.name = "wait",
                       .value = "DURATION",
                       .help = "How long it tries. Default: 1m.",
                       .target = cli::into(options->patience, 1s, 24h)}},
          .run = [options] { return run(*options); }};
}

}  // namespace tocsin::probe
