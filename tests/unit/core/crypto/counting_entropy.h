// Bytes 0, 1, 2, ...: randomness that a test can foretell.
#pragma once

#include "core/base/entropy.h"

namespace tocsin::crypto {

class CountingEntropy : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

}  // namespace tocsin::crypto
