#include "tests/lab/main/commands.h"

#include <filesystem>
#include <iostream>
#include <memory>

#include "core/system/clock.h"
#include "tests/lab/main/client.h"
#include "tests/lab/main/demo.h"
#include "tests/lab/main/run_scenario.h"
#include "tests/lab/main/up.h"
#include "tests/lab/wire/engine.h"

namespace tocsin::lab {
namespace {

using cli::Command;
using cli::ExitCode;
using cli::into;
using cli::Presence;

// The values of one command line; the table's closures share them.
struct Values {
  UpOptions up{.state = default_state()};
  std::string output = "text";
  std::string truth = "truth.jsonl";
  std::string name;
  std::string host;
  std::vector<std::string> words;

  StateFolder folder() const {
    return {std::filesystem::absolute(up.state).lexically_normal().string()};
  }
};

using Shared = std::shared_ptr<Values>;

cli::Option state_option(const Shared& values) {
  return {.name = "state",
          .value = "DIR",
          .help = "The lab's folder; several labs have several folders.",
          .target = into(values->up.state)};
}

cli::Target choice(std::string& text, std::vector<std::string> names) {
  const auto set = [&text, names](std::size_t i) { text = names[i]; };
  return cli::into_choice(names, set, text);
}

// Sends the words to the agent and prints what it says.
Result<ExitCode> relay(const Shared& values, std::vector<std::string> words) {
  const auto answer = ask_agent(values->folder(), words);
  if (!answer) return tl::unexpected(answer.error());
  std::cout << *answer;
  return ExitCode::ok;
}

std::vector<std::string> with(std::vector<std::string> first,
                              const std::vector<std::string>& rest) {
  first.insert(first.end(), rest.begin(), rest.end());
  return first;
}

Command up_command(const Shared& values) {
  return {.name = "up",
          .summary = "Raises a lab and returns once every server answers.",
          .options = {state_option(values),
                      {.name = "profile",
                       .value = "NAME",
                       .help = "How large: cage, small or full.",
                       .target = choice(values->up.profile, {"cage", "small", "full"})},
                      {.name = "hints",
                       .value = "FILE",
                       .help = "The root hints that the lab serves.",
                       .target = into(values->up.hints)},
                      {.name = "seed",
                       .value = "N",
                       .help = "Of loss, jitter and all else that is left to chance.",
                       .target = into(values->up.seed)},
                      {.name = "owner",
                       .value = "PID",
                       .help = "The lab ends when this process does.",
                       .target = into(values->up.owner)}},
          .run = [values] { return up(values->up); }};
}

Command status_command(const Shared& values) {
  return {.name = "status",
          .summary = "Shows hosts and servers, which run, and what serial they serve.",
          .options = {state_option(values),
                      {.name = "output",
                       .value = "FORM",
                       .help = "text or json.",
                       .target = choice(values->output, {"text", "json"})}},
          .run = [values] { return relay(values, {"status", values->output}); }};
}

Command drop_command(const Shared& values) {
  return {.name = "drop",
          .summary = "Leaves a TLD out of the zones that are published from now on.",
          .options = {state_option(values)},
          .operands = {{.name = "TLD", .help = "As in no.", .target = into(values->words)}},
          .run = [values] { return relay(values, with({"drop"}, values->words)); }};
}

Command publish_command(const Shared& values) {
  return {.name = "publish",
          .summary = "Signs the zone with a new serial and gives it to all instances, or to some.",
          .options = {state_option(values)},
          .operands = {{.name = "INSTANCE",
                        .help = "As in k1.fra.lab.",
                        .target = into(values->words),
                        .presence = Presence::optional}},
          .run = [values] { return relay(values, with({"publish"}, values->words)); }};
}

Command fault_command(const Shared& values, const std::string& verb, const std::string& summary) {
  return {
      .name = verb,
      .summary = summary,
      .options = {state_option(values)},
      .operands = {{.name = "NAME", .help = "As in dead-letter.", .target = into(values->name)},
                   {.name = "KEY=VALUE",
                    .help = "As in letter=k.",
                    .target = into(values->words),
                    .presence = Presence::optional}},
      .run = [values, verb] { return relay(values, with({verb, values->name}, values->words)); }};
}

Command run_command(const Shared& values) {
  return {.name = "run",
          .summary = "Makes the faults of a scenario at their times and records the truth.",
          .options = {state_option(values),
                      {.name = "truth",
                       .value = "FILE",
                       .help = "Gets a line of JSON for each step that has ended.",
                       .target = into(values->truth)}},
          .operands = {{.name = "SCENARIO",
                        .help = "A YAML file (tests/lab/scenarios).",
                        .target = into(values->name)}},
          .run = [values] {
            const system::SystemClock clock;
            return run_scenario(values->folder(), values->name, values->truth, clock);
          }};
}

Command exec_command(const Shared& values) {
  return {
      .name = "exec",
      .summary = "Runs a command at a host of the lab: exec HOST -- COMMAND ARGUMENT...",
      .options = {state_option(values)},
      .operands = {{.name = "HOST", .help = "See status.", .target = into(values->host)},
                   {.name = "COMMAND", .help = "With arguments.", .target = into(values->words)}},
      .run = [values]() -> Result<ExitCode> {
        const auto code = execute(values->folder(), order_here(values->host, values->words));
        if (!code) return tl::unexpected(code.error());
        return static_cast<ExitCode>(*code);
      }};
}

Command start_command(const Shared& values) {
  return {
      .name = "start",
      .summary = "Starts a service that the lab supervises: start NAME HOST -- COMMAND...",
      .options = {state_option(values)},
      .operands = {{.name = "NAME", .help = "Its name.", .target = into(values->name)},
                   {.name = "HOST", .help = "See status.", .target = into(values->host)},
                   {.name = "COMMAND", .help = "With arguments.", .target = into(values->words)}},
      .run = [values] {
        const auto order = order_here(values->host, values->words);
        return relay(values, with({"start", values->name}, to_words(order)));
      }};
}

Command service_command(const Shared& values, const std::string& verb, const std::string& summary) {
  return {.name = verb,
          .summary = summary,
          .options = {state_option(values)},
          .operands = {{.name = "NAME", .help = "See status.", .target = into(values->name)}},
          .run = [values, verb] { return relay(values, {verb, values->name}); }};
}

Command demo_command() {
  return {.name = "demo",
          .summary = "Shows how five faults are told apart, and one is proved (tests/lab/demo).",
          .run = [] { return become_demo(); }};
}

Command wire_command(const Shared& values) {
  return {.name = "wire",
          .summary = "The delay engine. The lab starts it itself, with a socket as standard input.",
          .options = {{.name = "seed",
                       .value = "N",
                       .help = "Of its fates.",
                       .target = into(values->up.seed)}},
          .run = [values]() -> Result<ExitCode> {
            const system::SystemClock clock;
            return static_cast<ExitCode>(run_engine(0, values->up.seed, clock));
          }};
}

Command down_command(const Shared& values) {
  return {.name = "down",
          .summary = "Ends the lab and removes what it wrote.",
          .options = {state_option(values)},
          .run = [values]() -> Result<ExitCode> {
            const auto folder = values->folder();
            if (const auto ended = end_lab(folder); !ended) return tl::unexpected(ended.error());
            remove_state(folder.path);
            return ExitCode::ok;
          }};
}

}  // namespace

cli::Program program() {
  const auto values = std::make_shared<Values>();
  return {.name = "tocsin-lab",
          .summary = "A simulated Internet with real root name servers, in a cage on this machine.",
          .commands = {up_command(values),
                       status_command(values),
                       fault_command(values, "fault", "Makes a fault (tests/lab/model/fault.h)."),
                       fault_command(values, "clear", "Ends faults: clear NAME, or clear all."),
                       publish_command(values),
                       drop_command(values),
                       run_command(values),
                       exec_command(values),
                       start_command(values),
                       service_command(values, "stop", "Asks a service to end and waits for it."),
                       service_command(values, "kill", "Kills a service without asking."),
                       service_command(values, "restart", "Starts an ended service again."),
                       down_command(values),
                       demo_command(),
                       wire_command(values)}};
}

}  // namespace tocsin::lab
