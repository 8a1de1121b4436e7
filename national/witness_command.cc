#include "national/witness_command.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <ostream>

#include "config/load.h"
#include "core/system/clock.h"
#include "core/system/log.h"
#include "core/system/service_manager.h"
#include "core/system/signals.h"
#include "core/witness/duty.h"
#include "core/witnessing/witness_server.h"

namespace tocsin::national {
namespace {

namespace asio = boost::asio;

struct WitnessCommandOptions {
  std::string config_file;
  bool check_config = false;
};

// SIGTERM and SIGINT stop.
class StopWatch {
 public:
  StopWatch(witnessing::WitnessServer& server, system::Signals& signals)
      : readable_(server.io(), signals.fd()) {
    readable_.async_wait(asio::posix::stream_descriptor::wait_read,
                         [&server, &signals](const boost::system::error_code& error) {
                           if (error) return;
                           // What is left waiting would end the program when signals goes away.
                           while (signals.take()) continue;
                           system::tell_service_manager(system::service_stopping);
                           server.stop();
                         });
  }
  // The descriptor is that of the signals.
  ~StopWatch() { readable_.release(); }

 private:
  asio::posix::stream_descriptor readable_;
};

void announce(const witnessing::WitnessServer& server, std::size_t logs) {
  system::log(
      system::Level::notice,
      "witness ready",
      {{"key", tlog::to_text(server.witness().key())}, {"logs", logs}, {"port", server.port()}});
  system::tell_service_manager(system::service_ready);
}

Result<cli::ExitCode> serve(Desk& desk, const WitnessCommandOptions& given) {
  const auto options = config::load_witness_options(given.config_file);
  if (!options) return tl::unexpected(options.error());
  auto key = open_key(desk, options->key_file, options->passphrase_file);
  if (!key) return tl::unexpected(key.error());
  if (given.check_config) {
    if (const auto logs = witness::watched_logs(options->duty); !logs)
      return tl::unexpected(logs.error());
    desk.out << given.config_file << ": good\n";
    return cli::ExitCode::ok;
  }
  system::Signals signals(system::stop_signals);
  const system::SystemClock clock;
  auto server = witnessing::WitnessServer::open(
      options->duty, options->state_dir, std::move(*key), desk.files, clock);
  if (!server) return tl::unexpected(server.error());
  announce(**server, options->duty.logs.size());
  const StopWatch watch(**server, signals);
  if (auto ended = (*server)->run(); !ended) return tl::unexpected(ended.error());
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command witness_command(Desk& desk) {
  const auto options = std::make_shared<WitnessCommandOptions>();
  return {.name = "witness",
          .summary = "Cosign the logs of collectors, and keep the proof where one forks.",
          .options = {{.name = "config",
                       .value = "FILE",
                       .help = "The configuration (config/witness.yaml).",
                       .target = cli::into(options->config_file),
                       .presence = cli::Presence::required},
                      {.name = "check-config",
                       .help = "Only say whether configuration and key are good.",
                       .target = cli::into(options->check_config)}},
          .operands = {},
          .run = [&desk, options] { return serve(desk, *options); }};
}

}  // namespace tocsin::national
