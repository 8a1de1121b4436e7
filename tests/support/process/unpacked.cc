#include "tests/support/process/unpacked.h"

#include <cstdio>
#include <memory>

namespace tocsin::test {

std::string unpacked(const std::filesystem::path& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      popen(("xz -dc '" + path.string() + "'").c_str(), "r"), &pclose);
  std::string text;
  std::string block(65'536, '\0');
  while (const auto size = fread(block.data(), 1, block.size(), pipe.get())) {
    text.append(block, 0, size);
  }
  return text;
}

}  // namespace tocsin::test
