#include "core/plan/target.h"

#include <arpa/inet.h>

namespace tocsin::plan {
namespace {

int system_family(Family family) {
  return family == Family::v4 ? AF_INET : AF_INET6;
}

}  // namespace

std::string to_text(const Address& address) {
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(system_family(address.family), address.bytes.data(), text, sizeof text);
  return text;
}

std::optional<Address> address_from(std::string_view text) {
  const std::string terminated(text.substr(0, text.find('\0')));
  if (terminated.size() != text.size()) return std::nullopt;
  const bool has_colon = text.find(':') != std::string_view::npos;
  Address address{.family = has_colon ? Family::v6 : Family::v4};
  const auto family = system_family(address.family);
  if (inet_pton(family, terminated.c_str(), address.bytes.data()) != 1) return std::nullopt;
  return address;
}

std::optional<char> root_letter(const Endpoint& endpoint) {
  const std::string_view server = endpoint.server;
  if (server.substr(server.empty() ? 0 : 1) != ".root-servers.net.") return std::nullopt;
  if (server.front() < 'a' || server.front() > 'm') return std::nullopt;
  return server.front();
}

}  // namespace tocsin::plan
