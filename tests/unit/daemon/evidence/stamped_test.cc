// What of the log's time-stamps goes into a bundle.
#include <gmock/gmock.h>

#include "core/bundle/range.h"
#include "core/entry/logged_time_stamp.h"
#include "daemon/evidence/claimed.h"
#include "daemon/evidence/gather.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/stamp/made_up_authority.h"
#include "tests/unit/daemon/evidence/made_up_state.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct GatheringStamps : testing::Test {
  durable::FaultyFileSystem files;
  MadeUpState state{files,
                    {"/journal", "/committed", "/log"},
                    "geneva.example/log",
                    crypto::SigningKey::from_seed({7})};
  EvidenceWish wish{.question = {.service = "root/a", .from = noon, .to = noon + 5min}};

  // A token, which is nothing but bytes to the writer of a bundle, of the checkpoint that this
  // entry records.
  std::uint64_t stamp(std::uint64_t checkpoint, std::uint8_t mark) {
    const Bytes token{mark};
    const entry::LoggedTimeStamp logged{checkpoint, token};
    return state.add(entry::Kind::time_stamp, entry::encode(logged));
  }
  // Like the usual hour: a checkpoint of 300 entries before noon, one of 700 well after the span.
  std::uint64_t hour() {
    auto& probe = state.enter("no-1");
    state.fill(300);
    state.record(-1min);
    for (int minute = 0; minute < 5; ++minute) state.send(probe, minute * 1min + 30s);
    state.fill(700);
    return state.record(16min);
  }
  Evidence gathered() {
    state.publish();
    auto evidence = gather(files, state.places, wish, state.policy(), noon + 72h);
    EXPECT_TRUE(evidence) << evidence.error().text;
    return evidence ? *std::move(evidence) : Evidence{};
  }
  // The marks of the tokens, in their order.
  static std::vector<int> tokens(const Evidence& evidence) {
    const auto range = bundle::replay(evidence.contents);
    EXPECT_TRUE(range) << range.error().text;
    std::vector<int> marks;
    if (!range || !range->stamped) return marks;
    for (const auto& token : range->stamped->tokens) marks.push_back(token.bytes[0]);
    return marks;
  }
};

TEST_F(GatheringStamps, TakesAllThatStampTheEnd) {
  const auto end = hour();
  stamp(end, 1);
  state.fill(720);
  stamp(end, 2);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.after.size, 700U);
  EXPECT_EQ(evidence.stamped, 700U);
  EXPECT_EQ(evidence.tokens, 2U);
  EXPECT_THAT(tokens(evidence), ElementsAre(1, 2));
}

TEST_F(GatheringStamps, TakesTheFirstBehindTheEndThatIsStamped) {
  hour();
  state.fill(720);
  state.record(40min);
  state.fill(800);
  const auto stamped = state.record(60min);
  stamp(stamped, 1);
  state.fill(900);
  stamp(state.record(120min), 2);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.after.size, 700U);
  EXPECT_EQ(evidence.stamped, 800U);
  EXPECT_THAT(tokens(evidence), ElementsAre(1));
}

// One that was recorded behind the end, but is of a smaller tree.
TEST_F(GatheringStamps, TakesNoneThatIsTooSmall) {
  hour();
  stamp(state.record(699, 15min), 1);
  EXPECT_THAT(tokens(gathered()), IsEmpty());
}

TEST_F(GatheringStamps, TakesNoneThatIsOfNothing) {
  const auto end = hour();
  stamp(end + 1, 1);  // of itself
  stamp(5, 2);        // of an entry from before
  stamp(9999, 3);     // of one that is not there
  stamp(end - 1, 4);  // of no checkpoint
  state.add(entry::Kind::time_stamp, as_bytes("no time-stamp"));
  EXPECT_THAT(tokens(gathered()), IsEmpty());
}

TEST_F(GatheringStamps, TakesTheLastOfBeforeTheRangeToDateItsBegin) {
  auto& probe = state.enter("no-1");
  stamp(0, 1);
  const auto last = stamp(0, 2);
  state.fill(300);
  state.record(-1min);
  for (int minute = 0; minute < 5; ++minute) state.send(probe, minute * 1min + 30s);
  state.fill(700);
  state.record(16min);
  const auto evidence = gathered();
  EXPECT_EQ(evidence.contents.count(bundle::entry_path(last)), 1U);
  EXPECT_EQ(evidence.contents.count(bundle::entry_path(last - 1)), 0U);
  EXPECT_TRUE(bundle::replay(evidence.contents));
}

TEST_F(GatheringStamps, SaysWhomTheWriterBelieves) {
  const crypto::MadeUpAuthority authority("tsa.example");
  const auto text =
      policy_example(state.policy(), state.countries(), {{"tsa", {authority.root()}}});
  EXPECT_THAT(text, HasSubstr("\nauthority tsa MII"));
}

}  // namespace
}  // namespace tocsin::collector
