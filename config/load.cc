#include "config/load.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "config/root_parties_file.h"

namespace tocsin::config {
namespace {

constexpr std::string_view collector_letters = "abcdefghijklm";  // that its live figures know

}  // namespace

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
  auto options = text_of(file).and_then(
      [&](const std::string& text) { return collector_options_from(text, file.string()); });
  if (!options) return options;
  auto parties = options->root_parties_file
                     ? load_root_parties(*options->root_parties_file, collector_letters)
                     : Result<assess::RootParties>(shipped_root_parties());
  if (!parties) return tl::unexpected(std::move(parties.error()));
  options->root_parties = *std::move(parties);
  return options;
}

Result<WitnessOptions> load_witness_options(const std::filesystem::path& file) {
  return text_of(file).and_then(
      [&](const std::string& text) { return witness_options_from(text, file.string()); });
}

}  // namespace tocsin::config
