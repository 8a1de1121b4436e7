#include "daemon/plans/plan_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/entry/object.h"
#include "core/record/limits.h"
#include "core/record/opt_out.h"
#include "core/record/plan_codec.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

plan::Plan slow_watch() {
  auto watch = plan::watch();
  watch.measures[0].udp_every = 20s;
  return watch;
}

plan::Plan ended(plan::Plan plan) {
  plan.measures.clear();
  return plan;
}

class Book : public testing::Test {
 protected:
  void log(const plan::Plan& plan) {
    const auto object = record::encode_plan(plan);
    const auto body = encode(entry::refer_to(object));
    book_.take(next_++, {entry::Kind::plan, body}, object);
  }
  std::vector<std::uint64_t> offered(std::uint64_t size) {
    std::vector<std::uint64_t> indices;
    const auto offer = book_.offer(size, noon, [&](std::uint64_t index) -> Result<std::string> {
      indices.push_back(index);
      return "proof of " + std::to_string(index);
    });
    EXPECT_THAT(*offer, SizeIs(indices.size()));
    return indices;
  }

  PlanBook book_;
  std::uint64_t next_ = 5;
};

TEST_F(Book, MissesWhatTheLogHasNotOrHasOtherwise) {
  EXPECT_THAT(book_.missing({plan::watch()}), ElementsAre(plan::watch()));
  log(plan::watch());
  EXPECT_THAT(book_.missing({plan::watch()}), IsEmpty());
  EXPECT_THAT(book_.missing({slow_watch()}), ElementsAre(slow_watch()));
}

TEST_F(Book, EndsWhatIsWantedNoLongerOnce) {
  log(plan::watch());
  log(plan::spec10());
  EXPECT_THAT(book_.missing({plan::watch()}), ElementsAre(ended(plan::spec10())));
  log(ended(plan::spec10()));
  EXPECT_THAT(book_.missing({plan::watch()}), IsEmpty());
  EXPECT_THAT(book_.missing({plan::watch(), plan::spec10()}), ElementsAre(plan::spec10()));
}

TEST_F(Book, LeavesOfTheWatchTheCompiledInOne) {
  log(slow_watch());
  EXPECT_THAT(book_.missing({}), ElementsAre(plan::watch()));
  log(plan::watch());
  EXPECT_THAT(book_.missing({}), IsEmpty());
}

TEST_F(Book, OffersTheNewestOfEachNameOnceItIsUnderACheckpoint) {
  log(plan::watch());
  log(plan::identity());
  log(slow_watch());
  EXPECT_THAT(offered(8), ElementsAre(6, 7));
  EXPECT_THAT(offered(7), ElementsAre(6));
  EXPECT_THAT(offered(5), IsEmpty());
}

TEST_F(Book, OffersEveryAnnouncementOfLaterLogs) {
  const Bytes announcement{1, 2, 3};
  book_.take(next_++, {entry::Kind::origins, announcement}, {});
  log(plan::watch());
  book_.take(next_++, {entry::Kind::origins, announcement}, {});
  EXPECT_THAT(offered(8), ElementsAre(5, 6, 7));
  EXPECT_THAT(offered(7), ElementsAre(5, 6));
  EXPECT_THAT(book_.missing({plan::watch()}), IsEmpty());
}

const auto key = crypto::SigningKey::from_seed({3});

Bytes word(const std::vector<const char*>& addresses, WallTime from, WallTime until) {
  record::OptOut said{.name_of_operator = "Registry",
                      .key = key.public_key(),
                      .addresses = {},
                      .queries_per_second = 0,
                      .from = from,
                      .until = until};
  for (const auto* address : addresses) said.addresses.push_back(*plan::address_from(address));
  return sign(said, key);
}

TEST_F(Book, OffersOperatorsWordsAndPassesOverEverythingElse) {
  const auto statement = word({"192.0.2.7"}, noon - 1h, noon + 1h);
  EXPECT_THAT(book_.missing_words({statement}), ElementsAre(statement));
  book_.take(1, {entry::Kind::opt_out, statement}, {});
  EXPECT_THAT(book_.missing_words({statement}), IsEmpty());
  book_.take(2, {entry::Kind::opt_out, as_bytes("nobody")}, {});
  book_.take(3, {entry::Kind::batch, statement}, {});
  book_.take(4, {entry::Kind::plan, statement}, statement);
  EXPECT_THAT(offered(9), ElementsAre(1));
}

TEST_F(Book, OffersNoWordThatIsOverOrWhollyReplaced) {
  const auto first = word({"192.0.2.7"}, noon - 1h, noon + 1h);
  book_.take(1, {entry::Kind::opt_out, first}, {});
  book_.take(2, {entry::Kind::opt_out, word({"192.0.2.9"}, noon - 2h, noon)}, {});
  book_.take(3, {entry::Kind::opt_out, word({"192.0.2.7"}, noon, noon + 2h)}, {});
  EXPECT_THAT(offered(9), ElementsAre(1, 3));
  book_.take(4, {entry::Kind::opt_out, word({"192.0.2.7", "192.0.2.8"}, noon - 1h, noon + 2h)}, {});
  EXPECT_THAT(offered(9), ElementsAre(4));
  EXPECT_THAT(book_.missing_words({first}), IsEmpty()) << "what was said once is not said again";
}

TEST_F(Book, OffersNoMoreThanAProbeReads) {
  for (std::uint64_t i = 0; i <= record::offered_entries_max; ++i) {
    book_.take(i, {entry::Kind::opt_out, word({"192.0.2.7"}, noon + i * 1s, noon + 1h)}, {});
  }
  EXPECT_TRUE(book_.offer(256, noon, [](auto) { return Result<std::string>(""); }));
  EXPECT_FALSE(book_.offer(257, noon, [](auto) { return Result<std::string>(""); }));
}

TEST_F(Book, OffersNothingThatItCannotProve) {
  log(plan::watch());
  EXPECT_FALSE(book_.offer(9, noon, [](auto) -> Result<std::string> { return fail("no tile"); }));
}

}  // namespace
}  // namespace tocsin::collector
