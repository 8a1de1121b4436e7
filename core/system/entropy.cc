#include "core/system/entropy.h"

#include <sys/random.h>

#include <cerrno>

#include "core/base/check.h"

namespace tocsin::system {

void SystemEntropy::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const auto given = getrandom(out.data(), out.size(), 0);
    if (given < 0 && errno == EINTR) continue;
    check(given > 0, "the kernel gives randomness");
    out = out.subspan(static_cast<std::size_t>(given));
  }
}

}  // namespace tocsin::system
