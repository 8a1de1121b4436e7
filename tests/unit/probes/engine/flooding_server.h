// A peer on a thread of its own that answers its first query with wrong ids, as fast as it can,
// until it is destroyed: what it sends never ends while anybody listens.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "core/base/check.h"
#include "core/net/socket_address.h"
#include "tests/support/peers/answers.h"

namespace tocsin::test {

class FloodingServer {
 public:
  FloodingServer() : socket_(socket(AF_INET, SOCK_DGRAM, 0)) {
    const auto any_port =
        net::to_raw({.address = plan::address_from("127.0.0.1").value(), .port = 0});
    check(bind(socket_, any_port.get(), any_port.size) == 0, "loopback has a free port");
    thread_ = std::jthread([this](const std::stop_token& stop) { flood(stop); });
  }
  ~FloodingServer() {
    thread_.request_stop();
    shutdown(socket_, SHUT_RDWR);  // wakes a thread that no query has reached
    thread_.join();
    close(socket_);
  }
  FloodingServer(const FloodingServer&) = delete;
  FloodingServer& operator=(const FloodingServer&) = delete;

  net::SocketAddress address() const { return *net::local_address(socket_); }

 private:
  void flood(const std::stop_token& stop) const {
    net::RawAddress client;
    Bytes query(512);
    const auto size = recvfrom(socket_, query.data(), query.size(), 0, client.get(), &client.size);
    if (size <= 0) return;
    query.resize(static_cast<std::size_t>(size));
    const auto reply = with_wrong_id(soa(666))(query);
    while (!stop.stop_requested()) {
      sendto(socket_, reply.data(), reply.size(), 0, client.get(), client.size);
    }
  }

  int socket_;
  std::jthread thread_;
};

}  // namespace tocsin::test
