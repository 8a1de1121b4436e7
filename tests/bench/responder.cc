#include "tests/bench/responder.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "core/base/check.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::bench {
namespace {

constexpr int tcp_queue = 256;

net::SocketAddress loopback(std::uint16_t port) {
  return {.address = plan::address_from("127.0.0.1").value(), .port = port};
}

int bound_socket(int type, const net::SocketAddress& address) {
  const int socket = ::socket(AF_INET, type, 0);
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  const auto raw = net::to_raw(address);
  if (bind(socket, raw.get(), raw.size) == 0) return socket;
  close(socket);
  return -1;
}

struct Sockets {
  int udp = -1;
  int tcp = -1;
};

// Both on one port: of those that are free for one, some are taken for the other.
Sockets bound_to_one_port() {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const int udp = bound_socket(SOCK_DGRAM, loopback(0));
    check(udp >= 0, "loopback has a free port");
    const int tcp = bound_socket(SOCK_STREAM, *net::local_address(udp));
    if (tcp >= 0) return {udp, tcp};
    close(udp);
  }
  check(false, "loopback has a port that is free for both");
  return {};
}

Bytes reply_to(ByteView query) {
  return test::ReplyBuilder(query).soa(2026010100).nsid("bench").bytes();
}

void answer_datagram(int socket) {
  std::array<std::uint8_t, 2048> buffer{};
  net::RawAddress client;
  const auto size = recvfrom(socket, buffer.data(), buffer.size(), 0, client.get(), &client.size);
  if (size <= 0) return;
  const auto reply = reply_to(ByteView(buffer).first(static_cast<std::size_t>(size)));
  sendto(socket, reply.data(), reply.size(), 0, client.get(), client.size);
}

// One query on one connection, which arrives in one piece on loopback.
void answer_connection(int listener) {
  const int socket = accept(listener, nullptr, nullptr);
  std::array<std::uint8_t, 2048> buffer{};
  const auto size = read(socket, buffer.data(), buffer.size());
  if (size > 2) {
    const auto reply = reply_to(ByteView(buffer).subspan(2, static_cast<std::size_t>(size) - 2));
    Bytes framed;
    append_be16(framed, static_cast<std::uint16_t>(reply.size()));
    append(framed, reply);
    (void)send(socket, framed.data(), framed.size(), MSG_NOSIGNAL);
  }
  close(socket);
}

[[noreturn]] void answer_for_ever(int udp, int tcp) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NAME, "responder");
  std::array<pollfd, 2> sockets{pollfd{udp, POLLIN, 0}, pollfd{tcp, POLLIN, 0}};
  for (;;) {
    poll(sockets.data(), sockets.size(), -1);
    if (sockets[0].revents != 0) answer_datagram(udp);
    if (sockets[1].revents != 0) answer_connection(tcp);
  }
}

double cpu_of(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto of = [](const timeval& time) {
    return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

}  // namespace

Responder::Responder() {
  const auto [udp, tcp] = bound_to_one_port();
  address_ = *net::local_address(udp);
  check(listen(tcp, tcp_queue) == 0, "a bound socket listens");
  child_ = fork();
  if (child_ == 0) answer_for_ever(udp, tcp);
  close(udp);
  close(tcp);
}

Responder::~Responder() {
  kill(child_, SIGKILL);
  waitpid(child_, nullptr, 0);
}

double own_cpu() {
  return cpu_of(RUSAGE_SELF);
}

double childrens_cpu() {
  return cpu_of(RUSAGE_CHILDREN);
}

}  // namespace tocsin::bench
