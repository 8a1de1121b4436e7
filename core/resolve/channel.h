// A c-ares channel: the resolvers that it asks, and the sockets that it opens for that. Made for
// one question. Whatever RES_OPTIONS or a resolv.conf say about timeouts does not reach it.
#pragma once

#include <ares.h>

#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/net/socket_address.h"

namespace tocsin::resolve {

struct ChannelOptions {
  std::vector<net::SocketAddress> resolvers;  // asked in this order
  Duration attempt{};                         // how long one of them has, in milliseconds
  int rounds = 1;                             // how often each is asked
  std::uint16_t udp_payload = 0;              // what the query's EDNS says; zero: it has none
  ares_sock_state_cb on_socket = nullptr;     // called before c-ares closes a socket, too
  void* context = nullptr;                    // its first argument
};

struct DestroyChannel {
  void operator()(ares_channel channel) const { ares_destroy(channel); }
};

using Channel = std::unique_ptr<ares_channeldata, DestroyChannel>;

// Fails where memory is short.
Result<Channel> open_channel(const ChannelOptions& options);

// A channel that knows what such a file says: its resolvers are the ones of a host.
Result<Channel> open_channel_of(const char* resolv_conf);

// In the order in which they are asked.
Result<std::vector<net::SocketAddress>> resolvers_of(const Channel& channel);

}  // namespace tocsin::resolve
