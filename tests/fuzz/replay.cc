// Feeds each file of the folders named on the command line to a fuzz target, so that whatever a
// fuzzer once found stays found without libFuzzer. An empty or missing corpus is a failure, not a
// pass.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::uint8_t> read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t replay_folder(const char* folder) {
  std::size_t count = 0;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
    const auto input = read_all(entry.path());
    std::printf("%s\n", entry.path().c_str());
    std::fflush(stdout);  // the last line names the input that crashed
    LLVMFuzzerTestOneInput(input.data(), input.size());
    ++count;
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) count += replay_folder(argv[i]);
  std::printf("%zu inputs replayed\n", count);
  return count > 0 ? 0 : 1;
}
