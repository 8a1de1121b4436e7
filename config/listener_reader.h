// A listener as a file has it: an address and a port.
#pragma once

#include "config/listener.h"
#include "config/reader.h"

namespace tocsin::config {

inline void read_listener(Mapping& parent, const char* key, Listener& listener) {
  parent.within(key, [&](Mapping& mapping) {
    mapping.read("address", listener.address, address());
    mapping.read("port", listener.port, number(0, 65535));
  });
}

}  // namespace tocsin::config
