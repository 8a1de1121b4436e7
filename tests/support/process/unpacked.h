// What lies in a file that xz has packed, as the real root zones do.
#pragma once

#include <filesystem>
#include <string>

namespace tocsin::test {

// Whatever of it could be unpacked.
std::string unpacked(const std::filesystem::path& path);

}  // namespace tocsin::test
