#include "core/net/control_message.h"

#include <netinet/in.h>

#include <array>
#include <cstring>

namespace tocsin::net {
namespace {

template <class T>
std::optional<T> read(const cmsghdr& header, std::size_t offset = 0) {
  if (header.cmsg_len < CMSG_LEN(offset + sizeof(T))) return std::nullopt;
  T value{};
  std::memcpy(&value, CMSG_DATA(&header) + offset, sizeof value);
  return value;
}

// scm_timestamping holds three times; the first is the software stamp, zero where there is none.
std::optional<WallTime> stamp_of(const cmsghdr& header) {
  const auto software = read<timespec>(header);
  if (!software || (software->tv_sec == 0 && software->tv_nsec == 0)) return std::nullopt;
  return WallTime{std::chrono::seconds(software->tv_sec) +
                  std::chrono::nanoseconds(software->tv_nsec)};
}

// The offender's sockaddr follows the error; its family is zero where there is no offender.
template <class Sockaddr>
std::optional<plan::Address> offender_of(const cmsghdr& header) {
  const auto offender = read<Sockaddr>(header, sizeof(sock_extended_err));
  if (!offender) return std::nullopt;
  RawAddress raw;
  std::memcpy(&raw.storage, &*offender, sizeof *offender);
  const auto address = from_raw(raw);
  if (!address) return std::nullopt;
  return address->address;
}

std::optional<std::uint8_t> hop_limit_of(const cmsghdr& header) {
  const auto hops = read<int>(header);
  if (!hops || *hops < 0 || *hops > 255) return std::nullopt;
  return static_cast<std::uint8_t>(*hops);
}

bool is(const cmsghdr& header, int level, int type) {
  return header.cmsg_level == level && header.cmsg_type == type;
}

}  // namespace

ControlMessages read_control(msghdr& message) {
  ControlMessages all;
  for (auto* header = CMSG_FIRSTHDR(&message); header != nullptr;
       header = CMSG_NXTHDR(&message, header)) {
    if (is(*header, SOL_SOCKET, SCM_TIMESTAMPING)) {
      all.stamp = stamp_of(*header);
    } else if (is(*header, IPPROTO_IP, IP_RECVERR)) {
      all.error = read<sock_extended_err>(*header);
      all.offender = offender_of<sockaddr_in>(*header);
    } else if (is(*header, IPPROTO_IPV6, IPV6_RECVERR)) {
      all.error = read<sock_extended_err>(*header);
      all.offender = offender_of<sockaddr_in6>(*header);
    } else if (is(*header, IPPROTO_IP, IP_TTL) || is(*header, IPPROTO_IPV6, IPV6_HOPLIMIT)) {
      all.hop_limit = hop_limit_of(*header);
    }
  }
  return all;
}

}  // namespace tocsin::net
