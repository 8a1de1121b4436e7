// The one way in which a test waits for another thread or process: until a condition holds, or a
// deadline that no healthy machine meets has passed.
#pragma once

#include <chrono>
#include <functional>

namespace tocsin::test {

// Asks again every few milliseconds. Whether it came to hold.
[[nodiscard]] bool eventually(const std::function<bool()>& holds,
                              std::chrono::seconds deadline = std::chrono::seconds(20));

}  // namespace tocsin::test
