#include "core/witnessing/witness_server.h"

#include <boost/asio/co_spawn.hpp>

#include "core/base/check.h"
#include "core/system/log.h"
#include "core/witness/add_checkpoint.h"
#include "core/witnessing/witness_routes.h"

namespace tocsin::witnessing {
namespace {

namespace asio = boost::asio;

constexpr std::size_t connections_max = 64;

}  // namespace

Result<std::unique_ptr<WitnessServer>> WitnessServer::open(const witness::Duty& duty,
                                                           const durable::FileSystem::Path& folder,
                                                           crypto::SigningKey key,
                                                           durable::FileSystem& files,
                                                           const Clock& clock) {
  if (!tlog::is_key_name(duty.name)) return fail("name: has spaces or \"+\" in it");
  const auto logs = witness::watched_logs(duty);
  if (!logs) return tl::unexpected(logs.error());
  auto witness = DurableWitness::open(files, folder, {duty.name, std::move(key)}, *logs);
  if (!witness) return tl::unexpected(witness.error());
  std::unique_ptr<WitnessServer> server(new WitnessServer(std::move(*witness), clock));
  if (duty.listener) {
    if (auto up = server->listen(*duty.listener); !up) return tl::unexpected(up.error());
  }
  if (auto up = server->poll(duty); !up) return tl::unexpected(up.error());
  if (!server->server_ && server->pollers_.empty()) {
    return fail("neither a listener nor a log with an address: there is nothing to do");
  }
  return server;
}

WitnessServer::WitnessServer(DurableWitness witness, const Clock& clock)
    : witness_(std::move(witness)), clock_(clock), tasks_(io_.get_executor()) {}

Status<> WitnessServer::listen(const witness::ListenerPlace& place) {
  http::ServerOptions options;
  options.address = plan::to_text(place.address);
  options.port = place.port;
  options.limits.connections = connections_max;
  options.limits.body_bytes = witness::add_checkpoint_bytes_max;
  auto routes = witness_routes(witness_, clock_, [this](const Error& error) { failed(error); });
  auto server = http::Server::listen(io_, std::move(options), std::move(routes));
  if (!server) return tl::unexpected(server.error());
  server_ = std::move(*server);
  return {};
}

Status<> WitnessServer::poll(const witness::Duty& duty) {
  for (const auto& log : duty.logs) {
    if (!log.address) continue;
    http::ClientOptions to;
    to.address = plan::to_text(*log.address);
    to.port = log.port;
    auto client = http::Client::create(io_, std::move(to));
    if (!client) return tl::unexpected(client.error());
    pollers_.push_back(std::make_unique<Poller>(log.origin,
                                                log.path,
                                                std::move(*client),
                                                witness_,
                                                clock_,
                                                duty.poll_every,
                                                [this](const Error& error) { failed(error); }));
  }
  return {};
}

Status<> WitnessServer::run() {
  asio::co_spawn(
      io_, serve(), [](std::exception_ptr thrown) { check(!thrown, "a witness ends by itself"); });
  io_.run();
  return failure_;
}

net::Task<> WitnessServer::serve() {
  for (auto& poller : pollers_) tasks_.spawn(poller->run());
  if (server_) co_await server_->run();
  co_await tasks_.join();
}

void WitnessServer::stop() {
  if (server_) server_->stop();
  tasks_.cancel();
}

void WitnessServer::failed(const Error& error) {
  if (!failure_) return;
  system::log(system::Level::error,
              "the witness cannot write: it stops, and nothing that it said is lost",
              {{"error", error.text}});
  failure_ = fail(error.text);
  stop();
}

}  // namespace tocsin::witnessing
