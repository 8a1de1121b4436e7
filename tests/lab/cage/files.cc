#include "tests/lab/cage/files.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/lab/cage/errno_text.h"

namespace tocsin::lab {

namespace fs = std::filesystem;

Result<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return fail_errno("cannot read " + path);
  return text.str();
}

Status<> write_text(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!(file << text) || !file.flush()) return fail_errno("cannot write " + path);
  return {};
}

Status<> make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail("cannot make " + path + ": " + error.message());
  return {};
}

Status<> name_also(const std::string& existing, const std::string& path) {
  std::error_code error;
  fs::remove(path + ".new", error);
  fs::create_hard_link(existing, path + ".new", error);
  if (!error) fs::rename(path + ".new", path, error);
  if (error) return fail("cannot name " + existing + " also " + path + ": " + error.message());
  return {};
}

}  // namespace tocsin::lab
