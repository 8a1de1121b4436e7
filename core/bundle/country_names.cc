#include "core/bundle/country_names.h"

namespace tocsin::bundle {
namespace {

// Takes what stands before the first of these off the text, and it too.
std::string_view take(std::string_view& text, char end) {
  const auto size = text.find(end);
  const auto taken = text.substr(0, size);
  text.remove_prefix(size == text.npos ? text.size() : size + 1);
  return taken;
}

}  // namespace

std::string_view country_name(std::string_view code, Language language) {
  auto lines = country_table();
  while (!lines.empty()) {
    auto line = take(lines, '\n');
    if (take(line, '\t') != code) continue;
    std::string_view name;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(language); ++i) name = take(line, '\t');
    return name;
  }
  return {};
}

}  // namespace tocsin::bundle
