#include "daemon/enrol/probe_name.h"

#include <algorithm>

namespace tocsin::collector {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string prefix_of(std::string_view collector) {
  return "spiffe://" + std::string(collector) + "/probe/";
}

}  // namespace

bool is_probe_name(std::string_view text) {
  if (text.empty() || text.size() > probe_name_max) return false;
  if (text.front() == '-' || text.back() == '-') return false;
  return std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

std::string probe_uri(std::string_view collector, std::string_view name) {
  return prefix_of(collector) + std::string(name);
}

std::optional<std::string_view> probe_of_uri(std::string_view collector, std::string_view uri) {
  const auto prefix = prefix_of(collector);
  if (!uri.starts_with(prefix)) return std::nullopt;
  const auto name = uri.substr(prefix.size());
  return is_probe_name(name) ? std::optional(name) : std::nullopt;
}

}  // namespace tocsin::collector
