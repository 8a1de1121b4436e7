// Which resolvers this host's programs ask.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "core/net/socket_address.h"

namespace tocsin::resolve {

inline constexpr const char* resolv_conf = "/etc/resolv.conf";

// The `nameserver` lines of resolv.conf(5), in order. Like the C library, 127.0.0.1 where there is
// no such file or no such line. A link-local address is given without its interface.
Result<std::vector<net::SocketAddress>> host_resolvers(
    const std::filesystem::path& file = resolv_conf);

}  // namespace tocsin::resolve
