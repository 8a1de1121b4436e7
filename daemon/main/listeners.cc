#include "daemon/main/listeners.h"

#include <boost/asio/co_spawn.hpp>

#include "core/base/check.h"
#include "daemon/main/part_counters.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t small_body_bytes_max = 32 * 1024;
constexpr std::size_t few_connections = 64;

http::ServerOptions at(const config::Listener& listener) {
  http::ServerOptions options;
  options.address = plan::to_text(listener.address);
  options.port = listener.port;
  options.limits.connections = few_connections;
  options.limits.body_bytes = small_body_bytes_max;
  return options;
}

// Mutual TLS, and room for a fleet's batches.
http::ServerOptions for_probes(const config::CollectorOptions& options, const State& state) {
  auto server = at(options.listeners.probes);
  server.tls = http::TlsServerOptions{state.server, state.authority.certificate_pem()};
  server.limits.connections = options.limits.connections_max;
  server.limits.body_bytes = options.limits.batch_bytes_max;
  server.limits.request = options.limits.request_timeout;
  return server;
}

http::ServerOptions for_enrolment(const config::CollectorOptions& options, const State& state) {
  auto server = at(options.listeners.enrolment);
  server.tls = http::TlsServerOptions{state.server, std::nullopt};
  return server;
}

}  // namespace

Result<std::unique_ptr<Listeners>> Listeners::open(boost::asio::io_context& io,
                                                   const config::CollectorOptions& options,
                                                   const State& state,
                                                   Routers routers) {
  std::unique_ptr<Listeners> listeners(new Listeners(io));
  const auto listen = [&](auto& server, http::ServerOptions at, http::Router router) -> Status<> {
    auto listening = http::Server::listen(io, std::move(at), std::move(router));
    if (!listening) return tl::unexpected(listening.error());
    server = std::move(*listening);
    return {};
  };
  const auto& places = options.listeners;
  auto status = listen(listeners->probes_, for_probes(options, state), std::move(routers.probes));
  if (status) {
    status =
        listen(listeners->enrolment_, for_enrolment(options, state), std::move(routers.enrolment));
  }
  if (status) status = listen(listeners->open_, at(places.open), std::move(routers.open));
  if (status) status = listen(listeners->admin_, at(places.admin), std::move(routers.admin));
  if (!status) return tl::unexpected(status.error());
  return listeners;
}

void Listeners::start() {
  for (auto* server : all()) {
    boost::asio::co_spawn(io_, server->run(), [](std::exception_ptr thrown) {
      check(!thrown, "a listener ends by itself");
    });
  }
}

void Listeners::stop() {
  for (auto* server : all()) server->stop();
}

CollectorPorts Listeners::ports() const {
  return {probes_->port(), enrolment_->port(), open_->port(), admin_->port(), 0};
}

void Listeners::count(CollectorCounters& out) const {
  add_server(out, "probes", probes_->counts());
  add_server(out, "enrolment", enrolment_->counts());
  add_server(out, "public", open_->counts());
  add_server(out, "admin", admin_->counts());
}

std::vector<http::Server*> Listeners::all() const {
  return {probes_.get(), enrolment_.get(), open_.get(), admin_.get()};
}

}  // namespace tocsin::collector
