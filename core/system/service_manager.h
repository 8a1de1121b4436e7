// Tells the service manager how we are, where one asked to be told (sd_notify(3), by one datagram).
#pragma once

#include <string_view>

namespace tocsin::system {

inline constexpr std::string_view service_ready = "READY=1";
inline constexpr std::string_view service_stopping = "STOPPING=1";

// Whether it was told. False where NOTIFY_SOCKET is not set or nobody listens there, which is no
// reason to stop.
bool tell_service_manager(std::string_view state);

}  // namespace tocsin::system
