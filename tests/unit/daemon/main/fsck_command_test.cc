// `tocsind fsck` and `tocsind rebuild` on the sidecars of a journal on the disk.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/durable/real_file_system.h"
#include "core/durable/sidecar.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "daemon/ledger/ledger.h"
#include "daemon/main/state.h"
#include "daemon/segments/sidecars.h"
#include "tests/support/process/scratch_folder.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

using testing::HasSubstr;

class FsckCommand : public testing::Test {
 protected:
  FsckCommand() {
    EXPECT_TRUE(make_state(*files_, layout_, {"geneva.example/log", {}}, clock_, entropy_));
    write_journal();
    const auto state = read_state(*files_, layout_).value();
    Ledger ledger(*files_, places_of(state.log.layout), state.log.origin, state.log.key);
    EXPECT_TRUE(ledger.open(records));
    EXPECT_EQ(*rewrite_sidecars(*files_, layout_.first_log().journal()), 3U);
  }

  // Of entries that are nothing to anybody, three to a segment.
  void write_journal() {
    auto journal =
        durable::Journal::open(*files_, layout_.first_log().journal(), {.segment_bytes_max = 4000});
    const Bytes body(1000, 7);
    for (std::uint64_t i = 0; i < records; ++i) {
      const entry::JournalRecord record{{static_cast<entry::Kind>(77), body}};
      EXPECT_TRUE(journal->append(entry::encode_journal_record(record)));
    }
    EXPECT_TRUE(journal->sync());
  }

  // Its exit status; what it says is in said().
  int run(const std::string& command) {
    const auto whole = std::string(TOCSIND) + " " + command + " --state " + layout_.dir.string() +
                       " > " + (scratch_.path() / "said").string() + " 2>&1";
    const auto status = std::system(whole.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  std::string said() const {
    std::ifstream file(scratch_.path() / "said");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::filesystem::path sidecar() const {
    return durable::sidecar_path(layout_.first_log().journal(), 3);
  }

  static constexpr std::uint64_t records = 10;
  test::ScratchFolder scratch_;
  StateLayout layout_{scratch_.path() / "state"};
  system::SystemClock clock_;
  system::SystemEntropy entropy_;
  std::unique_ptr<durable::FileSystem> files_ = durable::real_file_system();
};

TEST_F(FsckCommand, FindsNothingWrongWithSidecarsThatAreRight) {
  EXPECT_EQ(run("fsck"), 0) << said();
  EXPECT_THAT(said(), HasSubstr("3 sealed segments, 0 of them without a sidecar, 0 with a wrong"));
}

TEST_F(FsckCommand, SaysWhichSidecarIsWrongAndRebuildMakesItAnew) {
  auto end = durable::Sidecar::open(*files_, layout_.first_log().journal(), 3)->end();
  ASSERT_TRUE(durable::write_sidecar(*files_, layout_.first_log().journal(), end, {}));
  EXPECT_EQ(run("fsck"), 1) << said();
  EXPECT_THAT(said(), HasSubstr(sidecar().string() + " is not what its segment makes it"));
  EXPECT_EQ(run("rebuild"), 0) << said();
  EXPECT_THAT(said(), HasSubstr("3 sidecars made anew"));
  EXPECT_EQ(run("fsck"), 0) << said();
}

TEST_F(FsckCommand, CountsASidecarThatIsMissingAndIsContent) {
  std::filesystem::remove(sidecar());
  EXPECT_EQ(run("fsck"), 0) << said();
  EXPECT_THAT(said(), HasSubstr("1 of them without a sidecar"));
}

}  // namespace
}  // namespace tocsin::collector
