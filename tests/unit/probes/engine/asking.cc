#include "tests/unit/probes/engine/asking.h"

#include <boost/asio/co_spawn.hpp>

#include "core/net/task_group.h"

namespace tocsin::probe {
namespace {

using Results = std::vector<Result<record::Observation>>;

net::Task<> ask_one(Engine& engine, Draws::Ticket ticket, Ask ask, Results& results) {
  results.push_back(co_await engine.ask(std::move(ask), std::move(ticket)));
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

record::Question question_of(std::string_view name) {
  return {.name = std::string(name), .edns = record::QuestionEdns{.nsid = true, .cookie = true}};
}

Ask ask_for(std::string_view name, const net::SocketAddress& server, Duration timeout) {
  auto ask = ask_for(question_of(name), ".").value();
  ask.server = server;
  ask.timeout = timeout;
  return ask;
}

test::Answer after_a_stall(Duration length, test::Answer answer) {
  return [length, answer = std::move(answer)](ByteView query) {
    const system::SystemClock clock;
    for (const auto end = clock.monotonic() + length; clock.monotonic() < end;) continue;
    return answer(query);
  };
}

Results Asking::ask_all(std::vector<Ask> asks, net::Task<> peer) {
  Results results;
  net::TaskGroup peers(executor());
  net::TaskGroup asking(executor());
  peers.spawn(std::move(peer));
  for (auto& ask : asks) asking.spawn(ask_one(engine_, draws_.take(), std::move(ask), results));
  boost::asio::co_spawn(io_, ask_then_stop(asking, peers), [](const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
  });
  io_.restart();
  io_.run();
  return results;
}

record::Observation Asking::ask(Ask ask, net::Task<> peer) {
  return ask_all({std::move(ask)}, std::move(peer)).at(0).value();
}

record::Observation Asking::ask_nobody(Ask ask) {
  return this->ask(std::move(ask), quiet());
}

}  // namespace tocsin::probe
