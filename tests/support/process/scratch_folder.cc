#include "tests/support/process/scratch_folder.h"

#include <cstdlib>

namespace tocsin::test {

ScratchFolder::ScratchFolder() {
  auto name = (std::filesystem::temp_directory_path() / "tocsin-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tocsin::test
