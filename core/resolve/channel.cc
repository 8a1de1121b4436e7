#include "core/resolve/channel.h"

#include <arpa/inet.h>

#include <array>
#include <cstring>

#include "core/plan/limits.h"

namespace tocsin::resolve {
namespace {

using Node = ares_addr_port_node;

// ares.h: functions that fail return a status, and ares_strerror has its text.
Error error_of(const char* what, int status) {
  return {std::string(what) + ": " + ares_strerror(status)};
}

// c-ares asks that this was called once, and not from two threads at once.
int library_status() {
  static const int status = ares_library_init(ARES_LIB_INIT_ALL);
  return status;
}

Node node_of(const net::SocketAddress& resolver) {
  Node node{};
  const bool v4 = resolver.address.family == plan::Family::v4;
  node.family = v4 ? AF_INET : AF_INET6;
  node.udp_port = resolver.port;
  node.tcp_port = resolver.port;
  const auto& bytes = resolver.address.bytes;
  if (v4) {
    std::memcpy(&node.addr.addr4, bytes.data(), sizeof node.addr.addr4);
  } else {
    std::memcpy(&node.addr.addr6, bytes.data(), sizeof node.addr.addr6);
  }
  return node;
}

net::SocketAddress address_of(const Node& node) {
  net::SocketAddress resolver;
  auto& [family, bytes] = resolver.address;
  family = node.family == AF_INET ? plan::Family::v4 : plan::Family::v6;
  if (family == plan::Family::v4) {
    std::memcpy(bytes.data(), &node.addr.addr4, sizeof node.addr.addr4);
  } else {
    std::memcpy(bytes.data(), &node.addr.addr6, sizeof node.addr.addr6);
  }
  const bool stated = node.udp_port != 0;
  resolver.port = stated ? static_cast<std::uint16_t>(node.udp_port) : plan::dns_port;
  return resolver;
}

int set_resolvers(ares_channel channel, const std::vector<net::SocketAddress>& resolvers) {
  std::vector<Node> nodes;
  for (const auto& resolver : resolvers) nodes.push_back(node_of(resolver));
  for (std::size_t i = 1; i < nodes.size(); ++i) nodes[i - 1].next = &nodes[i];
  return ares_set_servers_ports(channel, nodes.empty() ? nullptr : nodes.data());
}

Result<Channel> open(ares_options& options, int mask) {
  if (const int status = library_status(); status != ARES_SUCCESS) {
    return tl::unexpected(error_of("cannot start c-ares", status));
  }
  ares_channel channel = nullptr;
  const int status = ares_init_options(&channel, &options, mask);
  if (status != ARES_SUCCESS) return tl::unexpected(error_of("cannot open a channel", status));
  return Channel(channel);
}

}  // namespace

Result<Channel> open_channel(const ChannelOptions& wanted) {
  std::array<char, 10> no_file{"/dev/null"};
  std::array<char, 2> dns_only{"b"};
  ares_options options{};
  // Every rcode is an answer, and the name is asked for as it is.
  options.flags = ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
  // Without EDNS c-ares takes an answer of more than 512 octets for truncated.
  if (wanted.udp_payload > 0) options.flags |= ARES_FLAG_EDNS;
  options.ednspsz = wanted.udp_payload;
  options.timeout = static_cast<int>(
      std::chrono::duration_cast<std::chrono::milliseconds>(wanted.attempt).count());
  options.tries = wanted.rounds;
  options.ndots = 0;
  options.lookups = dns_only.data();
  options.resolvconf_path = no_file.data();
  options.sock_state_cb = wanted.on_socket;
  options.sock_state_cb_data = wanted.context;
  const int mask = ARES_OPT_FLAGS | ARES_OPT_EDNSPSZ | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES |
                   ARES_OPT_NDOTS | ARES_OPT_LOOKUPS | ARES_OPT_DOMAINS | ARES_OPT_RESOLVCONF |
                   ARES_OPT_NOROTATE | ARES_OPT_SOCK_STATE_CB;
  auto channel = open(options, mask);
  if (!channel) return channel;
  const int status = set_resolvers(channel->get(), wanted.resolvers);
  if (status != ARES_SUCCESS) return tl::unexpected(error_of("cannot set resolvers", status));
  return channel;
}

Result<Channel> open_channel_of(const char* resolv_conf) {
  std::string path(resolv_conf);
  ares_options options{};
  options.resolvconf_path = path.data();
  return open(options, ARES_OPT_RESOLVCONF | ARES_OPT_DOMAINS);
}

Result<std::vector<net::SocketAddress>> resolvers_of(const Channel& channel) {
  Node* first = nullptr;
  const int status = ares_get_servers_ports(channel.get(), &first);
  if (status != ARES_SUCCESS) return tl::unexpected(error_of("cannot list resolvers", status));
  std::vector<net::SocketAddress> resolvers;
  for (const auto* node = first; node != nullptr; node = node->next) {
    resolvers.push_back(address_of(*node));
  }
  ares_free_data(first);
  return resolvers;
}

}  // namespace tocsin::resolve
