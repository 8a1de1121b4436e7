#include "tests/support/dns/captured.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/check.h"

namespace tocsin::test {
namespace {

const std::filesystem::path folder = TOCSIN_SOURCE_DIR "/tests/fuzz/corpus/dns_reply";

Bytes contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  check(file.is_open(), path.c_str());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

Bytes captured(const std::string& name) {
  return contents(folder / name);
}

std::map<std::string, Bytes> all_captured() {
  std::map<std::string, Bytes> replies;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    replies[entry.path().filename()] = contents(entry.path());
  }
  return replies;
}

}  // namespace tocsin::test
