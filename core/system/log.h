// One line of logfmt per event on stderr: `msg="batch acknowledged" sequence=12
// collector=a.example`. Where stderr is no terminal, each line starts with its level as
// sd-daemon(3) has it, "<6>", and the journal adds the time. One write(2) per line, so that lines
// of several threads do not mix.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tocsin::system {

// The numbers are those of syslog (RFC 5424 section 6.2.1).
enum class Level : int { error = 3, warning = 4, notice = 5, info = 6, debug = 7 };

struct Field {
  Field(std::string_view field, std::string_view text) : name(field), value(text) {}
  Field(std::string_view field, std::integral auto number)
      : name(field), value(std::to_string(number)) {}

  std::string_view name;
  std::string value;
};

void log(Level level, std::string_view message, std::initializer_list<Field> fields = {});

// Lines above this level are dropped; info unless it is set, best once at the start.
void set_log_level(Level level);

// The line without level and newline. A value that is empty or holds a space, a quote, an equals
// sign or a control character is quoted, the latter escaped, so that no value can forge a field.
std::string logfmt(std::string_view message, std::initializer_list<Field> fields);

}  // namespace tocsin::system
