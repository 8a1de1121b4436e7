#include "core/system/port_range.h"

#include <fstream>

namespace tocsin::system {

record::PortRange local_port_range() {
  std::ifstream file("/proc/sys/net/ipv4/ip_local_port_range");
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  file >> first >> last;
  if (!file || first == 0 || first > last || last > 65'535) return {};
  return {.first = static_cast<std::uint16_t>(first),
          .count = static_cast<std::uint16_t>(last - first + 1)};
}

}  // namespace tocsin::system
