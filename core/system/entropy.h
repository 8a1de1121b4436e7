// The kernel's randomness (getrandom(2)). Stateless, on any thread. It blocks only early in a boot,
// until the kernel's generator has been seeded.
#pragma once

#include "core/base/entropy.h"

namespace tocsin::system {

class SystemEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace tocsin::system
