// A peer on a thread of its own that answers a connection with messages of no octets, as fast as it
// can, until it is destroyed or the client has left.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "core/base/bytes.h"
#include "core/base/check.h"
#include "core/net/socket_address.h"

namespace tocsin::test {

class FloodingTcpServer {
 public:
  FloodingTcpServer() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    const auto any_port =
        net::to_raw({.address = plan::address_from("127.0.0.1").value(), .port = 0});
    check(bind(listener_, any_port.get(), any_port.size) == 0, "loopback has a free port");
    check(listen(listener_, 1) == 0, "a bound socket listens");
    thread_ = std::jthread([this](const std::stop_token& stop) { flood(stop); });
  }
  ~FloodingTcpServer() {
    thread_.request_stop();
    shutdown(listener_, SHUT_RDWR);  // wakes a thread that no connection has reached
    thread_.join();
    close(listener_);
  }
  FloodingTcpServer(const FloodingTcpServer&) = delete;
  FloodingTcpServer& operator=(const FloodingTcpServer&) = delete;

  net::SocketAddress address() const { return *net::local_address(listener_); }

 private:
  void flood(const std::stop_token& stop) const {
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    const Bytes lengths_of_zero(64UL * 1024);
    while (!stop.stop_requested()) {
      if (send(client, lengths_of_zero.data(), lengths_of_zero.size(), MSG_NOSIGNAL) < 0) break;
    }
    close(client);
  }

  int listener_;
  std::jthread thread_;
};

}  // namespace tocsin::test
