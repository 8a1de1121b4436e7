// The least that a query with both kernel stamps can cost here, from a fresh port or from one of a
// few that all share: the system calls alone, in a loop that keeps nothing. The engine's cost is
// worth reading as a multiple of this, because one machine's system calls cost several times
// another's.
#include <benchmark/benchmark.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "core/base/check.h"
#include "core/dns/query.h"
#include "tests/bench/responder.h"
#include "tests/support/wait/pace.h"

namespace tocsin::bench {
namespace {

using namespace std::chrono_literals;

constexpr int stamping = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE |
                         SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_OPT_ID |
                         SOF_TIMESTAMPING_OPT_TSONLY;

void set(int socket, int level, int option, int value) {
  setsockopt(socket, level, option, &value, sizeof value);
}

int open_socket(int epoll) {
  const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  set(socket, IPPROTO_IP, IP_RECVERR, 1);
  set(socket, IPPROTO_IP, IP_RECVTTL, 1);
  set(socket, SOL_SOCKET, SO_TIMESTAMPING, stamping);
  const sockaddr_in any{.sin_family = AF_INET, .sin_port = 0, .sin_addr{}, .sin_zero{}};
  bind(socket, reinterpret_cast<const sockaddr*>(&any), sizeof any);
  epoll_event interest{.events = EPOLLIN | EPOLLERR, .data = {.fd = socket}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &interest);
  return socket;
}

// The bytes that came, or -1.
ssize_t receive(int socket, int flags) {
  std::array<std::uint8_t, 2048> data{};
  alignas(cmsghdr) std::array<char, 512> control{};
  iovec part{.iov_base = data.data(), .iov_len = data.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  return recvmsg(socket, &message, flags | MSG_DONTWAIT);
}

void send_to(const net::RawAddress& server, int socket, const Bytes& query) {
  sendto(socket, query.data(), query.size(), 0, server.get(), server.size);
}

void ask(int epoll, const net::RawAddress& server, const Bytes& query) {
  const int socket = open_socket(epoll);
  send_to(server, socket, query);
  for (bool answered = false; !answered;) {
    std::array<epoll_event, 8> events{};
    check(epoll_wait(epoll, events.data(), 8, 4000) > 0, "loopback loses nothing");
    receive(socket, MSG_ERRQUEUE);
    answered = receive(socket, 0) > 0;
  }
  close(socket);
}

// At so many a second, or one after the other where that is zero.
void system_calls_at(benchmark::State& state) {
  const Responder responder;
  const auto server = net::to_raw(responder.address());
  const auto query = dns::build_query({.question = {{}, dns::Type::soa}});
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  const auto rate = state.range(0);
  const std::int64_t count = rate > 0 ? 5 * rate : 50'000;
  for (auto _ : state) {
    const double before = own_cpu();
    test::Pace pace(rate > 0 ? std::chrono::nanoseconds(1s) / rate : 0ns);
    for (std::int64_t i = 0; i < count; ++i) {
      if (rate > 0) pace.wait_for_turn();
      ask(epoll, server, query);
    }
    state.counters["cpu_us_per_query"] = (own_cpu() - before) / static_cast<double>(count);
  }
  close(epoll);
}

// As fast as it goes, as many in flight as the engine has when saturated, from four sockets: each
// query costs a send, and a receive for its stamp and for its answer.
void shared_system_calls(benchmark::State& state) {
  constexpr std::size_t sockets = 4;
  constexpr int in_flight = 64;
  constexpr std::int64_t count = 200'000;
  const Responder responder;
  const auto server = net::to_raw(responder.address());
  const auto query = dns::build_query({.question = {{}, dns::Type::soa}});
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  std::array<int, sockets> shared{};
  for (auto& socket : shared) socket = open_socket(epoll);
  for (auto _ : state) {
    const double before = own_cpu();
    std::int64_t answered = 0;
    for (int i = 0; i < in_flight; ++i) send_to(server, shared[i % sockets], query);
    while (answered < count) {
      std::array<epoll_event, sockets> events{};
      const int ready = epoll_wait(epoll, events.data(), sockets, 4000);
      check(ready > 0, "loopback loses nothing");
      for (int i = 0; i < ready; ++i) {
        const int socket = events[static_cast<std::size_t>(i)].data.fd;
        while (receive(socket, MSG_ERRQUEUE) >= 0) continue;
        for (; receive(socket, 0) > 0; ++answered) send_to(server, socket, query);
      }
    }
    state.counters["cpu_us_per_query"] = (own_cpu() - before) / static_cast<double>(answered);
  }
  for (const int socket : shared) close(socket);
  close(epoll);
}

BENCHMARK(shared_system_calls)->Iterations(1)->UseRealTime();
BENCHMARK(system_calls_at)->Arg(200)->Arg(2000)->Arg(0)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace tocsin::bench
