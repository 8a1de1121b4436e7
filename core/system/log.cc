#include "core/system/log.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>

namespace tocsin::system {
namespace {

std::atomic<Level> level_shown = Level::info;

bool is_plain(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet > 0x20 && octet != 0x7f && c != '"' && c != '=' && c != '\\';
}

void append_escaped(std::string& line, char c) {
  const auto octet = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    line += '\\';
    line += c;
  } else if (octet < 0x20 || octet == 0x7f) {
    std::array<char, 8> escaped{};
    std::snprintf(escaped.data(), escaped.size(), "\\x%02x", static_cast<unsigned>(octet));
    line += escaped.data();
  } else {
    line += c;
  }
}

void append_value(std::string& line, std::string_view value) {
  if (!value.empty() && std::ranges::all_of(value, is_plain)) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) append_escaped(line, c);
  line += '"';
}

}  // namespace

std::string logfmt(std::string_view message, std::initializer_list<Field> fields) {
  std::string line = "msg=";
  append_value(line, message);
  for (const auto& field : fields) {
    line += ' ';
    line += field.name;
    line += '=';
    append_value(line, field.value);
  }
  return line;
}

void set_log_level(Level level) {
  level_shown = level;
}

void log(Level level, std::string_view message, std::initializer_list<Field> fields) {
  if (level > level_shown.load()) return;
  static const bool on_terminal = isatty(STDERR_FILENO) == 1;
  std::string line = on_terminal ? "" : "<" + std::to_string(static_cast<int>(level)) + ">";
  line += logfmt(message, fields) + '\n';
  // A log that cannot be written has nobody left to tell.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace tocsin::system
