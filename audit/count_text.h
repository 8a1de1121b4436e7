// A number and what it is of.
#pragma once

#include <cstdint>
#include <string>

namespace tocsin::audit {

// "1 batch", "2 batches".
inline std::string count_text(std::uint64_t count,
                              const std::string& one,
                              const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace tocsin::audit
