// Waits for a file descriptor of somebody else, such as that of system::Signals.
#pragma once

#include "core/net/task.h"

namespace tocsin::net {

// Until `fd` may be read. It is neither owned nor closed.
Task<> wait_readable(int fd);

}  // namespace tocsin::net
