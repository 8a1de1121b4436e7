// Which of this host's own addresses a packet to `towards` would leave from, by the kernel's
// routes. Nothing is sent. Nothing where there is no route.
#pragma once

#include <optional>

#include "core/plan/target.h"

namespace tocsin::net {

std::optional<plan::Address> source_address(const plan::Address& towards);

}  // namespace tocsin::net
