#include "tests/lab/main/demo.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "tests/lab/cage/errno_text.h"

namespace tocsin::lab {

Result<cli::ExitCode> become_demo() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return fail("cannot tell where this program is: " + error.message());
  setenv("TOCSIN_LAB", self.c_str(), 1);
  setenv("TOCSIN_BIN", self.parent_path().c_str(), 1);
  setenv("PYTHONDONTWRITEBYTECODE", "1", 1);
  const auto* script = TOCSIN_SOURCE_DIR "/tests/lab/demo/demo.py";
  execl("/usr/bin/python3", "python3", script, nullptr);
  return fail_errno("cannot run /usr/bin/python3");
}

}  // namespace tocsin::lab
