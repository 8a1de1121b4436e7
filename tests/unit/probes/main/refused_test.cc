#include "probes/main/refused.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "probes/spool/spool.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

using testing::HasSubstr;

constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};
const std::filesystem::path folder = "/state/spool/refused";

class RefusedBatches : public testing::Test {
 protected:
  RefusedBatches()
      : spool_(*Spool::open(
            files_, {.folder = "/state/spool", .collectors = {"geneva", "nairobi"}}, 5)) {
    Batch batch;
    batch.sequence = *spool_->next();
    batch.envelope = {1, 2, 3};
    batch.payload = {4, 5};
    EXPECT_TRUE(spool_->add(batch));
  }

  void refuse() {
    spool_->refuse({.collector = "geneva", .status = 409, .problem = {'{', '}'}, .at = noon}, 0);
  }
  std::string listed() {
    std::ostringstream out;
    const auto done = list_refused(files_, folder, out);
    return done ? out.str() : done.error().text;
  }
  Bytes& exported(const std::string& what) {
    return files_.bytes("/out/00000000000000000000-409-geneva." + what);
  }

  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_;
};

TEST_F(RefusedBatches, AreNamedWithWhoRefusedThemAndWhen) {
  EXPECT_EQ(listed(), "no collector has refused a batch for good\n");
  refuse();
  EXPECT_EQ(listed(),
            "00000000000000000000-409-geneva: batch 0, geneva answered 409 at " + to_rfc3339(noon) +
                "\n");
}

TEST_F(RefusedBatches, GoOutAsTheyWereSentAndAnswered) {
  refuse();
  ASSERT_TRUE(export_refused(files_, folder, "/out"));
  EXPECT_EQ(exported("envelope"), (Bytes{1, 2, 3}));
  EXPECT_EQ(exported("payload"), (Bytes{4, 5}));
  EXPECT_EQ(exported("problem"), (Bytes{'{', '}'}));
  EXPECT_EQ(as_text(exported("when")), to_rfc3339(noon) + "\n");
}

TEST_F(RefusedBatches, AreThereAfterALossOfPowerAndForTheOthersStill) {
  refuse();
  spool_.reset();
  files_.crash();
  EXPECT_THAT(listed(), HasSubstr("geneva answered 409"));
  const auto again =
      Spool::open(files_, {.folder = "/state/spool", .collectors = {"geneva", "nairobi"}}, 6);
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)->newest_for("nairobi"), 0U);
}

TEST_F(RefusedBatches, ThatAreDamagedAreSaidToBe) {
  refuse();
  auto& bytes = files_.bytes(folder / "00000000000000000000-409-geneva.batch");
  bytes[20] ^= 1;
  EXPECT_THAT(listed(), HasSubstr("00000000000000000000-409-geneva: "));
  EXPECT_FALSE(export_refused(files_, folder, "/out"));
  bytes[20] ^= 1;
  files_.bytes(folder / "00000000000000000000-409-geneva.when") = {'n', 'o', 'n'};
  EXPECT_THAT(listed(), HasSubstr("is not a time"));
}

}  // namespace
}  // namespace tocsin::probe
