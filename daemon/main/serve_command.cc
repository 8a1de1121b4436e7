#include <boost/asio/posix/stream_descriptor.hpp>
#include <iostream>

#include "config/load.h"
#include "core/durable/real_file_system.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/system/log.h"
#include "core/system/service_manager.h"
#include "core/system/signals.h"
#include "daemon/main/collector.h"
#include "daemon/main/commands.h"
#include "daemon/main/serve_years.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

struct ServeOptions {
  std::string config_file;
  bool check_config = false;
};

// SIGTERM and SIGINT stop, SIGHUP reloads.
class SignalWatch {
 public:
  SignalWatch(Collector& collector, system::Signals& signals)
      : collector_(collector), signals_(signals), readable_(collector.io(), signals.fd()) {
    wait();
  }
  // The descriptor is that of the signals.
  ~SignalWatch() { readable_.release(); }

 private:
  void wait() {
    readable_.async_wait(asio::posix::stream_descriptor::wait_read,
                         [this](const boost::system::error_code& error) {
                           if (!error) take();
                         });
  }

  void take() {
    while (const auto signal = signals_.take()) {
      if (*signal != SIGHUP) return stop();
      if (const auto reloaded = collector_.reload(); !reloaded) {
        system::log(system::Level::error, "reload failed", {{"error", reloaded.error().text}});
      }
    }
    wait();
  }

  void stop() {
    system::tell_service_manager(system::service_stopping);
    collector_.stop();
  }

  Collector& collector_;
  system::Signals& signals_;
  asio::posix::stream_descriptor readable_;
};

void announce(const Collector& collector) {
  const auto ports = collector.ports();
  system::log(system::Level::notice,
              "collector ready",
              {{"probes", ports.probes},
               {"enrolment", ports.enrolment},
               {"public", ports.open},
               {"admin", ports.admin},
               {"witness", ports.witness}});
  system::tell_service_manager(system::service_ready);
}

Result<cli::ExitCode> serve(const ServeOptions& given) {
  const auto load = [given] { return config::load_collector_options(given.config_file); };
  auto options = load();
  if (!options) return tl::unexpected(options.error());
  if (given.check_config) {
    std::cout << given.config_file << ": good\n";
    return cli::ExitCode::ok;
  }
  system::Signals signals({SIGTERM, SIGINT, SIGHUP});
  const system::SystemClock clock;
  system::SystemEntropy entropy;
  const auto journal_files = durable::real_file_system();
  const auto ledger_files = durable::real_file_system();
  const auto cosign_files = durable::real_file_system();
  const auto object_files = durable::real_file_system();
  const auto witness_files = durable::real_file_system();
  const auto files = durable::real_file_system();
  const CollectorWorld world{clock,
                             entropy,
                             *journal_files,
                             *ledger_files,
                             *cosign_files,
                             *object_files,
                             *witness_files,
                             *files,
                             durable::real_file_system};
  const auto running = [&signals](Collector& collector) {
    announce(collector);
    const SignalWatch watch(collector, signals);
    return collector.run();
  };
  if (auto served = serve_years(*options, world, load, running); !served) {
    return tl::unexpected(served.error());
  }
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command serve_command() {
  const auto options = std::make_shared<ServeOptions>();
  return {.name = "serve",
          .summary = "Takes batches, keeps them, and says on /metrics what they show.",
          .options = {{.name = "config",
                       .value = "FILE",
                       .help = "The configuration (config/tocsind.yaml).",
                       .target = cli::into(options->config_file),
                       .presence = cli::Presence::required},
                      {.name = "check-config",
                       .help = "Only say whether the configuration is good.",
                       .target = cli::into(options->check_config)}},
          .run = [options] { return serve(*options); }};
}

}  // namespace tocsin::collector
