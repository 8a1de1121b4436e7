#include "daemon/main/annotating.h"

#include <gtest/gtest.h>

#include "core/record/annotation.h"
#include "core/system/clock.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/note.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

struct Annotating : testing::Test {
  RunningCollector collector_;

  void SetUp() override { collector_.start(); }

  bool publishes(std::uint64_t size) {
    return test::eventually([&] {
      const auto answer = collector_.look_up("/log/checkpoint");
      const auto note = tlog::parse_note(as_text(answer.body));
      return note && tlog::parse_checkpoint(note->text)->tree.size == size;
    });
  }
  static WallTime now() { return system::SystemClock().wall(); }
};

TEST_F(Annotating, LogsAnAnnotationOnceWhoeverSignedIt) {
  const auto somebody = crypto::SigningKey::from_seed({202});
  const record::Annotation said{.by = "Somebody",
                                .key = somebody.public_key(),
                                .effect = record::Effect::exclusion,
                                .probes = {},
                                .letters = "k",
                                .from = now() - 1h,
                                .until = now(),
                                .why = "a broken line"};
  const auto bytes = record::sign(said, somebody);
  collector_.annotate(bytes);
  collector_.annotate(bytes);
  ASSERT_TRUE(collector_.reload());
  ASSERT_TRUE(publishes(2));
  const auto one = collector_.look_up("/log/tile/entries/000.p/2").body;
  const auto entry = entry::decode(tlog::decode_bundle(one)->at(1));
  EXPECT_EQ(entry->kind, entry::Kind::annotation);
  EXPECT_TRUE(equal(entry->body, bytes));

  collector_.restart_after_power_loss();
  auto another = said;
  another.why = "another reason";
  collector_.annotate(record::sign(another, somebody));
  ASSERT_TRUE(collector_.reload());
  ASSERT_TRUE(publishes(3));
  const auto two = collector_.look_up("/log/tile/entries/000.p/3").body;
  const auto later = entry::decode(tlog::decode_bundle(two)->at(2));
  EXPECT_TRUE(equal(later->body, record::sign(another, somebody)));
}

TEST_F(Annotating, TakesNothingForAnAnnotationThatNobodySigned) {
  const auto somebody = crypto::SigningKey::from_seed({202});
  auto bytes = record::sign(record::Annotation{.by = "Somebody",
                                               .key = somebody.public_key(),
                                               .effect = record::Effect::remark,
                                               .probes = {},
                                               .letters = {},
                                               .from = now() - 1h,
                                               .until = now(),
                                               .why = "so"},
                            somebody);
  bytes.back() ^= 1;
  collector_.annotate(bytes);
  EXPECT_FALSE(collector_.reload());
}

}  // namespace
}  // namespace tocsin::collector
