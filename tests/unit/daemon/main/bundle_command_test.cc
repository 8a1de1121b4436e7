// `tocsind bundle` on a state directory on the disk, and what `tocsin-audit verify` says of it.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "core/bundle/archive.h"
#include "core/crypto/public_key_text.h"
#include "core/durable/real_file_system.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "daemon/main/state.h"
#include "tests/support/process/scratch_folder.h"
#include "tests/unit/daemon/evidence/made_up_state.h"

namespace tocsin::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Ended {
  int code = -1;
  std::string said;
};

Ended run(const std::string& command) {
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  Ended ended;
  std::array<char, 4096> buffer{};
  std::size_t size = 0;
  while ((size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
    ended.said.append(buffer.data(), size);
  }
  const int status = ::pclose(pipe);
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ended;
}

class BundleCommand : public testing::Test {
 protected:
  static constexpr const char* hour =
      " --service root/a --from 2025-11-29T12:00:00Z --to 2025-11-29T12:05:00Z";

  BundleCommand() {
    const auto made = make_state(*files_, layout_, {"geneva.example/log", {}}, clock_, entropy_);
    EXPECT_TRUE(made) << made.error().text;
    const auto state = read_state(*files_, layout_).value();
    made_up_ = std::make_unique<MadeUpState>(
        *files_, places_of(state.log.layout), state.log.origin, state.log.key);
    made_up_->usual_hour();
    made_up_->publish();
    configure();
  }

  void configure() {
    std::ofstream config(path("tocsind.yaml"));
    config << "state_dir: " << layout_.dir.string() << "\ncountries:\n  - {code: NO, key: "
           << crypto::to_text(made_up_->country().public_key()) << "}\nlog:\n  witnesses:\n";
    for (const auto& [name, key] : made_up_->witnesses) {
      config << "    - key: " << tlog::to_text(MadeUpState::verifier_of(name, key)) << "\n";
    }
  }

  std::string path(const std::string& name) const { return (scratch_.path() / name).string(); }
  Ended bundle(const std::string& out, const std::string& question = hour) {
    return run(std::string(TOCSIND) + " bundle --config " + path("tocsind.yaml") + question +
               " --out " + path(out));
  }
  Bytes read(const std::string& name) {
    return durable::read_whole(*files_, path(name), std::size_t{1} << 30).value_or(Bytes());
  }

  test::ScratchFolder scratch_;
  StateLayout layout_{scratch_.path() / "state"};
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
  system::SystemClock clock_;
  system::SystemEntropy entropy_;
  std::unique_ptr<MadeUpState> made_up_;
};

TEST_F(BundleCommand, WritesWhatAReaderWithHisOwnPolicyAccepts) {
  const auto made = bundle("outage.zip");
  EXPECT_EQ(made.code, 0) << made.said;
  EXPECT_THAT(made.said, HasSubstr("entries   444 from 256 on, and 2 from before\n"));
  EXPECT_THAT(made.said, HasSubstr("batches   5 of the plan watch\n"));
  EXPECT_THAT(made.said, HasSubstr(" measurements of 5 batches\n"));
  EXPECT_THAT(made.said,
              HasSubstr("before    300 entries, recorded in the log, cosigned by "
                        "2025-11-29T11:59:00Z\n"));
  EXPECT_THAT(made.said,
              HasSubstr("after     700 entries, recorded in the log, cosigned by "
                        "2025-11-29T12:16:00Z\n"));
  const auto contents = bundle::unpack(read("outage.zip"));
  ASSERT_TRUE(contents) << contents.error().text;
  for (const auto name : {bundle::report_path, bundle::verify_path}) {
    EXPECT_TRUE(contents->contains(std::string(name))) << name;
  }
  std::ofstream(path("policy")) << as_text(contents->at(std::string(bundle::policy_path)))
                                << "require countries 1\n";
  const auto verified = run(std::string(TOCSIN_AUDIT) + " verify " + path("outage.zip") +
                            " --policy " + path("policy"));
  EXPECT_EQ(verified.code, 0) << verified.said;
  EXPECT_THAT(verified.said, HasSubstr("CLAIM REPRODUCED"));
}

TEST_F(BundleCommand, GivesTheSameBytesAgainAndReplacesNothing) {
  ASSERT_EQ(bundle("one.zip").code, 0);
  ASSERT_EQ(bundle("two.zip").code, 0);
  const auto one = read("one.zip");
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(one, read("two.zip"));
  const auto again = bundle("one.zip");
  EXPECT_EQ(again.code, 3);
  EXPECT_THAT(again.said, HasSubstr("one.zip is there already"));
  EXPECT_EQ(read("one.zip"), one);
}

TEST_F(BundleCommand, LeavesNothingBehindWhereItCannotAnswer) {
  const auto empty = bundle("a.zip",
                            " --service root/a --from 2025-10-01T00:00:00Z"
                            " --to 2025-10-31T00:00:00Z");
  EXPECT_EQ(empty.code, 3);
  EXPECT_THAT(empty.said, HasSubstr("no batch of the plan watch"));
  const auto turned = bundle("a.zip",
                             " --service root/a --from 2025-11-29T12:05:00Z"
                             " --to 2025-11-29T12:00:00Z");
  EXPECT_EQ(turned.code, 3);
  const auto untimely = bundle("a.zip", " --service root/a --from yesterday --to today");
  EXPECT_EQ(untimely.code, 2);
  EXPECT_THAT(untimely.said, HasSubstr("a time in UTC"));
  EXPECT_THAT(*files_->list(scratch_.path()), Not(testing::Contains(HasSubstr("a.zip"))));
}

}  // namespace
}  // namespace tocsin::collector
