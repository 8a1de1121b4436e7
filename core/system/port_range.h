// The ports that this host leaves to programs that do not care which one they get
// (net.ipv4.ip_local_port_range, which holds for IPv6 too): where measured queries leave from,
// since that is what its firewall expects.
#pragma once

#include "core/record/draw.h"

namespace tocsin::system {

// Linux' default where the host does not say.
record::PortRange local_port_range();

}  // namespace tocsin::system
