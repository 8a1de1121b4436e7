#include "core/resolve/resolvers.h"

#include "core/resolve/channel.h"

namespace tocsin::resolve {

Result<std::vector<net::SocketAddress>> host_resolvers(const std::filesystem::path& file) {
  const auto channel = open_channel_of(file.c_str());
  if (!channel) return tl::unexpected(channel.error());
  return resolvers_of(*channel);
}

}  // namespace tocsin::resolve
