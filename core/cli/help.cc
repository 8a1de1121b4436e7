#include "core/cli/help.h"

#include <algorithm>

namespace tocsin::cli {
namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t left_margin = 2;
constexpr std::size_t gap = 2;

struct Row {
  std::string left;
  std::string right;
};

// Two columns; the right one is wrapped and starts at the same place in every row.
std::string table(const std::vector<Row>& rows) {
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.left.size());
  const auto indent = left_margin + width + gap;
  std::string text;
  for (const auto& row : rows) {
    text += std::string(left_margin, ' ') + row.left;
    text += std::string(indent - left_margin - row.left.size(), ' ');
    text += wrapped(row.right, indent) + "\n";
  }
  return text;
}

std::string written(const Option& option) {
  return "--" + option.name + (option.value.empty() ? "" : " " + option.value);
}

Row row_of(const Option& option) {
  std::string right = option.help;
  if (option.presence == Presence::required) right += " Required.";
  if (option.target.times == Target::Times::many) right += " May be given more than once.";
  if (!option.target.fallback.empty()) right += " Default: " + option.target.fallback + ".";
  return {written(option), right};
}

std::string usage_of(const Program& program, const Command& command) {
  std::string line = program.name + " " + command.name;
  for (const auto& option : command.options) {
    if (option.presence == Presence::required) line += " " + written(option);
  }
  line += " [OPTION]...";
  for (const auto& operand : command.operands) {
    const bool needed = operand.presence == Presence::required;
    const bool many = operand.target.times == Target::Times::many;
    line += needed ? " " + operand.name : " [" + operand.name + "]";
    if (many) line += "...";
  }
  return "Usage: " + wrapped(line, 7) + "\n";
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent) {
  std::string lines;
  std::size_t column = indent;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    const bool first = column == indent;
    if (!first && column + 1 + word.size() > columns) {
      lines += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (!first) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += word.size();
    at = end + 1;
  }
  return lines;
}

std::string help_of(const Program& program) {
  std::vector<Row> rows;
  for (const auto& command : program.commands) rows.push_back({command.name, command.summary});
  return wrapped(program.summary, 0) + "\n\nUsage: " + program.name + " COMMAND [OPTION]...\n\n" +
         "Commands:\n" + table(rows) + "\nRun \"" + program.name +
         " COMMAND --help\" for the options of a command.\n";
}

std::string help_of(const Program& program, const Command& command) {
  std::vector<Row> options;
  for (const auto& option : command.options) options.push_back(row_of(option));
  options.push_back({"--help", "Print this text and stop."});
  std::vector<Row> operands;
  for (const auto& operand : command.operands) operands.push_back({operand.name, operand.help});

  std::string text = wrapped(command.summary, 0) + "\n\n" + usage_of(program, command);
  if (!operands.empty()) text += "\nArguments:\n" + table(operands);
  return text + "\nOptions:\n" + table(options);
}

std::string version_of(const Program& program) {
  return program.name + " " + TOCSIN_VERSION + "\n";
}

}  // namespace tocsin::cli
