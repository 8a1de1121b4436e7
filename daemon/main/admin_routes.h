// What the admin listener says of the collector's health, and reload, by the conventions of
// Prometheus. It speaks plain HTTP and stays on loopback.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/http/router.h"

namespace tocsin::collector {

// What the routes ask of the running collector, all on its Asio thread.
struct AdminActions {
  std::function<std::optional<std::string>()> unready;  // why it admits nothing; nothing: it does
  std::function<Status<>()> reload;
};

http::Router admin_routes(AdminActions actions);

}  // namespace tocsin::collector
