#include "core/cli/parse.h"

#include <algorithm>
#include <set>

#include "core/base/nearest.h"

namespace tocsin::cli {
namespace {

class Parser {
 public:
  Parser(const Command& command, std::span<const std::string_view> arguments)
      : command_(command), arguments_(arguments) {}

  Status<> run() {
    bool options_may_follow = true;
    while (at_ < arguments_.size()) {
      const auto argument = arguments_[at_++];
      if (options_may_follow && argument == "--") {
        options_may_follow = false;
      } else if (options_may_follow && argument.size() > 1 && argument.front() == '-') {
        if (auto taken = take_option(argument); !taken) return taken;
      } else if (auto taken = take_operand(argument); !taken) {
        return taken;
      }
    }
    return check_presence();
  }

 private:
  Status<> take_option(std::string_view argument) {
    const auto equals = argument.find('=');
    const auto written = argument.substr(0, equals);
    const auto* option = find(written);
    if (option == nullptr) return unknown(written);
    const bool again = !seen_.insert(option->name).second;
    if (again && option->target.times == Target::Times::once) {
      return fail(std::string(written) + " is given more than once.");
    }
    if (option->value.empty()) return take_switch(*option, equals != std::string_view::npos);
    if (equals != std::string_view::npos) return set(*option, argument.substr(equals + 1));
    if (at_ == arguments_.size()) {
      return fail(std::string(written) + " needs a value: " + option->value + ".");
    }
    return set(*option, arguments_[at_++]);
  }

  const Option* find(std::string_view written) const {
    const auto matches = [&](const Option& option) { return "--" + option.name == written; };
    const auto found = std::ranges::find_if(command_.options, matches);
    return found == command_.options.end() ? nullptr : &*found;
  }

  Status<> unknown(std::string_view written) const {
    std::vector<std::string> names;
    for (const auto& option : command_.options) names.push_back("--" + option.name);
    const std::vector<std::string_view> known(names.begin(), names.end());
    return fail("There is no option " + std::string(written) + "." + did_you_mean(written, known));
  }

  static Status<> take_switch(const Option& option, bool has_value) {
    if (has_value) return fail("--" + option.name + " takes no value.");
    return option.target.set("");
  }

  static Status<> set(const Option& option, std::string_view value) {
    return set(option.target, "--" + option.name, value);
  }

  static Status<> set(const Target& target, const std::string& name, std::string_view value) {
    auto result = target.set(value);
    if (result) return result;
    return fail(name + " must be " + result.error().text + ", not \"" + std::string(value) + "\".");
  }

  Status<> take_operand(std::string_view argument) {
    if (operand_ == command_.operands.size()) {
      return fail("There is no use for the argument \"" + std::string(argument) + "\".");
    }
    const auto& operand = command_.operands[operand_];
    seen_.insert(operand.name);
    if (operand.target.times == Target::Times::once) ++operand_;
    return set(operand.target, operand.name, argument);
  }

  Status<> check_presence() const {
    for (const auto& option : command_.options) {
      if (option.presence == Presence::required && !seen_.contains(option.name)) {
        return fail("--" + option.name + " " + option.value + " is required.");
      }
    }
    for (const auto& operand : command_.operands) {
      if (operand.presence == Presence::required && !seen_.contains(operand.name)) {
        return fail("The argument " + operand.name + " is missing.");
      }
    }
    return {};
  }

  const Command& command_;
  std::span<const std::string_view> arguments_;
  std::size_t at_ = 0;
  std::size_t operand_ = 0;  // the one that the next operand goes to
  std::set<std::string> seen_;
};

}  // namespace

Status<> parse(const Command& command, std::span<const std::string_view> arguments) {
  return Parser(command, arguments).run();
}

}  // namespace tocsin::cli
