#include "tests/unit/probes/engine/asking.h"

#include <boost/asio/co_spawn.hpp>

#include "core/net/task_group.h"
#include "probes/checks/soa.h"

namespace tocsin::probe {
namespace {

using Results = std::vector<Result<Observation>>;

net::Task<> ask_one(Engine& engine, Ask ask, Results& results) {
  results.push_back(co_await engine.ask(std::move(ask)));
}

net::Task<> ask_then_stop(net::TaskGroup& asking, net::TaskGroup& peers) {
  co_await asking.join();
  peers.cancel();
  co_await peers.join();
}

net::Task<> quiet() {
  co_return;
}

}  // namespace

Ask ask_for(std::string_view name, const net::SocketAddress& server, Duration timeout) {
  return {.server = server, .query = soa_query(name).value(), .timeout = timeout};
}

Results Asking::ask_all(std::vector<Ask> asks, net::Task<> peer) {
  Results results;
  net::TaskGroup peers(executor());
  net::TaskGroup asking(executor());
  peers.spawn(std::move(peer));
  for (auto& ask : asks) asking.spawn(ask_one(engine_, std::move(ask), results));
  boost::asio::co_spawn(io_, ask_then_stop(asking, peers), [](const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
  });
  io_.restart();
  io_.run();
  return results;
}

Observation Asking::ask(Ask ask, net::Task<> peer) {
  return ask_all({std::move(ask)}, std::move(peer)).at(0).value();
}

Observation Asking::ask_nobody(Ask ask) {
  return this->ask(std::move(ask), quiet());
}

}  // namespace tocsin::probe
