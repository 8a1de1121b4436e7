#include "config/load.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace tocsin::config {

Result<std::string> text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail("cannot open " + file.string() + ": " + std::strerror(errno));
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return fail("cannot read " + file.string());
  return text;
}

Result<ProbeOptions> load_probe_options(const std::filesystem::path& file) {
  return text_of(file).and_then(
      [&](const std::string& text) { return probe_options_from(text, file.string()); });
}

Result<CollectorOptions> load_collector_options(const std::filesystem::path& file) {
  return text_of(file).and_then(
      [&](const std::string& text) { return collector_options_from(text, file.string()); });
}

}  // namespace tocsin::config
