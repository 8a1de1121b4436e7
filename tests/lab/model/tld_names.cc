#include "tests/lab/model/tld_names.h"

#include <algorithm>
#include <set>

namespace tocsin::lab {
namespace {

constexpr std::string_view a_label_comment = "// xn--";
constexpr std::string_view end_of_section = "===END ICANN DOMAINS===";

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// "// xn--4dbrk0ce ("Israel", Hebrew) : IL" gives "xn--4dbrk0ce".
std::string a_label_of(std::string_view comment) {
  const auto word = comment.substr(3);
  return std::string(word.substr(0, word.find(' ')));
}

// The rule's top-level domain where it is nothing but that: "no", "*.bd"; else nothing.
std::string_view single_label(std::string_view rule) {
  if (rule.starts_with("*.")) rule.remove_prefix(2);
  return rule.find('.') == std::string_view::npos ? rule : std::string_view();
}

}  // namespace

std::vector<std::string> tld_names(std::string_view list) {
  std::set<std::string> names;
  std::string a_label;
  while (!list.empty()) {
    const auto line = list.substr(0, list.find('\n'));
    list.remove_prefix(std::min(list.size(), line.size() + 1));
    if (line.find(end_of_section) != std::string_view::npos) break;
    if (line.starts_with(a_label_comment)) a_label = a_label_of(line);
    if (line.empty() || line.starts_with("//") || line.starts_with("!")) continue;
    const auto name = single_label(line);
    if (name.empty()) continue;
    if (is_ascii(name)) {
      names.emplace(name);
    } else if (!a_label.empty() && a_label.find('.') == std::string::npos) {
      names.insert(a_label);
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace tocsin::lab
