#include "core/cli/help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace tocsin::cli {
namespace {

using testing::HasSubstr;

TEST(Help, WrapsBetweenWordsAndIndentsWhatFollows) {
  const std::string word(30, 'x');
  const auto text = wrapped(word + " " + word + " " + word + " end", 20);
  EXPECT_EQ(text, word + " " + word + "\n" + std::string(20, ' ') + word + " end");
}

TEST(Help, KeepsALineOfExactlyAHundredColumns) {
  EXPECT_EQ(wrapped(std::string(49, 'x') + " " + std::string(50, 'y'), 0).find('\n'),
            std::string::npos);
}

TEST(Help, ShowsEachOptionWithWhatItIsWithoutBeingGiven) {
  std::uint16_t port = 53;
  std::vector<std::string> servers;
  const Command command{
      .name = "query",
      .summary = "Asks.",
      .options = {{.name = "server",
                   .value = "ADDR",
                   .help = "Whom to ask.",
                   .target = into(servers),
                   .presence = Presence::required},
                  {.name = "port", .value = "N", .help = "Where.", .target = into(port, 1)}}};
  const auto text = help_of({.name = "probe", .summary = ""}, command);
  EXPECT_THAT(text, HasSubstr("Usage: probe query --server ADDR [OPTION]...\n"));
  EXPECT_THAT(text,
              HasSubstr("  --server ADDR  Whom to ask. Required. May be given more than once.\n"));
  EXPECT_THAT(text, HasSubstr("  --port N       Where. Default: 53.\n"));
}

TEST(Help, HasNoLineOverAHundredColumns) {
  std::string text;
  std::string sentence;
  for (int i = 0; i < 60; ++i) sentence += "words ";
  const Command command{.name = "a-long-command-name",
                        .summary = sentence,
                        .options = {{.name = "a-long-option-name",
                                     .value = "VALUE",
                                     .help = sentence,
                                     .target = into(text)}}};
  const Program program{.name = "probe", .summary = sentence, .commands = {command}};
  std::istringstream lines(help_of(program) + help_of(program, command));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

}  // namespace
}  // namespace tocsin::cli
