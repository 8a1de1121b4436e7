// An error from the operating system: what was tried, on what, and why it failed.
#pragma once

#include <cerrno>
#include <cstring>
#include <string>

#include "core/base/result.h"

namespace tocsin::lab {

[[nodiscard]] inline tl::unexpected<Error> fail_errno(const std::string& what) {
  return fail(what + ": " + std::strerror(errno));
}

}  // namespace tocsin::lab
