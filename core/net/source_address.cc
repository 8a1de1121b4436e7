#include "core/net/source_address.h"

#include <unistd.h>

#include "core/net/socket_address.h"

namespace tocsin::net {
namespace {

constexpr std::uint16_t any_port = 53;  // routes do not depend on it

std::optional<plan::Address> bound_address(int socket, const plan::Address& towards) {
  const auto peer = to_raw({towards, any_port});
  if (::connect(socket, peer.get(), peer.size) < 0) return std::nullopt;
  const auto local = local_address(socket);
  if (!local) return std::nullopt;
  return local->address;
}

}  // namespace

std::optional<plan::Address> source_address(const plan::Address& towards) {
  const int family = towards.family == plan::Family::v4 ? AF_INET : AF_INET6;
  const int socket = ::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return std::nullopt;
  const auto address = bound_address(socket, towards);
  ::close(socket);
  return address;
}

}  // namespace tocsin::net
