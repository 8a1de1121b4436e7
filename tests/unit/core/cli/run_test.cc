#include "core/cli/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace tocsin::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// A program with one command, and what became of a command line.
class Run : public testing::Test {
 protected:
  ExitCode run(std::vector<std::string_view> arguments) {
    const Program program{.name = "bell", .summary = "Rings.", .commands = {ring()}};
    return cli::run(program, arguments, out_, err_);
  }

  Command ring() {
    return {.name = "ring",
            .summary = "Rings the bell.",
            .options = {{.name = "bell", .value = "NAME", .target = into(bell_)},
                        {.name = "times", .value = "N", .target = into(times_, 1, 12)},
                        {.name = "loud", .target = into(loud_)},
                        {.name = "for", .value = "WHOM", .target = into(whom_)}},
            .operands = {{.name = "TOWER", .target = into(tower_), .presence = Presence::optional}},
            .run = [this] { return rung(); }};
  }

  Result<ExitCode> rung() {
    ++runs_;
    return result_;
  }

  std::string bell_ = "great";
  std::uint8_t times_ = 1;
  bool loud_ = false;
  std::vector<std::string> whom_;
  std::string tower_;
  int runs_ = 0;
  Result<ExitCode> result_ = ExitCode::ok;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(Run, SetsWhatIsGivenAndLeavesTheRest) {
  EXPECT_EQ(run({"ring", "--times", "3", "--loud", "--for=me", "--for", "you", "north"}),
            ExitCode::ok);
  EXPECT_EQ(times_, 3);
  EXPECT_TRUE(loud_);
  EXPECT_EQ(whom_, (std::vector<std::string>{"me", "you"}));
  EXPECT_EQ(tower_, "north");
  EXPECT_EQ(bell_, "great");
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(Run, TakesEverythingAfterTwoDashesAsOperands) {
  EXPECT_EQ(run({"ring", "--", "--loud"}), ExitCode::ok);
  EXPECT_EQ(tower_, "--loud");
  EXPECT_FALSE(loud_);
}

struct Misuse {
  std::vector<std::string_view> arguments;
  const char* complaint;
};

TEST_F(Run, SaysWhatIsWrongInASentenceAndDoesNothing) {
  const std::vector<Misuse> misuses{
      {{}, "bell: A command is missing. Try \"bell --help\".\n"},
      {{"rign"}, "bell: There is no command rign. Did you mean ring? Try \"bell --help\".\n"},
      {{"ring", "--tims", "3"}, "bell: There is no option --tims. Did you mean --times? Try "},
      {{"ring", "-v"}, "bell: There is no option -v. Try "},
      {{"ring", "--times"}, "bell: --times needs a value: N. Try \"bell ring --help\".\n"},
      {{"ring", "--times", "13"}, "bell: --times must be a number from 1 to 12, not \"13\". Try "},
      {{"ring", "--times=1", "--times=1"}, "bell: --times is given more than once. Try "},
      {{"ring", "--loud=yes"}, "bell: --loud takes no value. Try "},
      {{"ring", "north", "south"}, "bell: There is no use for the argument \"south\". Try "}};
  for (const auto& misuse : misuses) {
    err_.str("");
    EXPECT_EQ(run(misuse.arguments), ExitCode::usage) << misuse.complaint;
    EXPECT_THAT(err_.str(), StartsWith(misuse.complaint));
  }
  EXPECT_EQ(runs_, 0);
  EXPECT_EQ(out_.str(), "");
}

TEST_F(Run, SaysWhatIsMissing) {
  Command command = ring();
  command.options[0].presence = Presence::required;
  command.operands[0].presence = Presence::required;
  const Program program{.name = "bell", .summary = "", .commands = {command}};
  const std::vector<std::string_view> none{"ring"};
  const std::vector<std::string_view> bell{"ring", "--bell", "small"};
  EXPECT_EQ(cli::run(program, none, out_, err_), ExitCode::usage);
  EXPECT_THAT(err_.str(), HasSubstr("--bell NAME is required."));
  EXPECT_EQ(cli::run(program, bell, out_, err_), ExitCode::usage);
  EXPECT_THAT(err_.str(), HasSubstr("The argument TOWER is missing."));
}

TEST_F(Run, HelpsBesideWhatItDoesNotUnderstand) {
  EXPECT_EQ(run({"ring", "--tims", "--help"}), ExitCode::ok);
  EXPECT_THAT(out_.str(), HasSubstr("Usage: bell ring"));
  EXPECT_EQ(run({"help", "ring"}), ExitCode::ok);
  EXPECT_EQ(run({"--help"}), ExitCode::ok);
  EXPECT_THAT(out_.str(), HasSubstr("Rings the bell."));
  EXPECT_EQ(run({"--version"}), ExitCode::ok);
  EXPECT_THAT(out_.str(), HasSubstr("bell " TOCSIN_VERSION));
  EXPECT_EQ(runs_, 0);
}

TEST_F(Run, TellsAFindingFromAFailure) {
  result_ = ExitCode::finding;
  EXPECT_EQ(run({"ring"}), ExitCode::finding);
  EXPECT_EQ(err_.str(), "");
  result_ = fail("the rope is torn");
  EXPECT_EQ(run({"ring"}), ExitCode::failed);
  EXPECT_EQ(err_.str(), "bell ring: the rope is torn\n");
}

}  // namespace
}  // namespace tocsin::cli
