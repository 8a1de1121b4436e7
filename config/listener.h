// Where a program takes connections.
#pragma once

#include <cstdint>

#include "core/plan/target.h"

namespace tocsin::config {

struct Listener {
  plan::Address address;
  std::uint16_t port = 0;  // 0: any free one
};

}  // namespace tocsin::config
