#include "core/bundle/stated_roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/bundle/cut.h"
#include "core/entry/roster_check.h"
#include "core/record/revocation.h"
#include "core/tlog/tile_files.h"
#include "tests/support/log/log_in_memory.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::bundle {
namespace {

using collector::ScriptedProbe;
using entry::Kind;
using testing::HasSubstr;
using Rests = StatedRoster::Rests;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");

// Entries 0 to 3 say who the probes are, and the range begins at 256.
struct RosterStated : testing::Test {
  tlog::LogInMemory log{{"geneva.example/log", crypto::SigningKey::from_seed({7})}};
  crypto::SigningKey norway = crypto::SigningKey::from_seed({50});
  ScriptedProbe one{"no-1", 1};
  ScriptedProbe two{"no-2", 2};
  entry::RosterBook book;
  std::vector<std::uint64_t> earlier{0, 1, 2, 3};

  void SetUp() override {
    say(Kind::enrolment, enrolment_of(one));
    say(Kind::enrolment, enrolment_of(two));
    say(Kind::attestation, attestation_of(one, {"NO", noon, noon + Duration(1)}, norway));
    const record::Revocation back{"NO", one.key().public_key(), noon, "lost"};
    say(Kind::revocation, record::sign(back, norway));
    fill(tlog::tile_width);
  }

  void say(Kind kind, const Bytes& body) { book.take(log.add(kind, body), {kind, body}); }
  void fill(std::uint64_t size) {
    while (log.size() < size) log.add(Kind::batch, as_bytes("nothing"));
  }
  std::uint64_t state(const entry::RosterList& list, std::uint64_t size) {
    const auto snapshot = entry::RosterSnapshot{entry::refer_to(encode(list)), size, noon};
    return log.add(Kind::roster, encode(snapshot));
  }
  std::uint64_t state(std::uint64_t size) { return state(book.list_at(size), size); }

  // With the roster that the collector names, where it is given.
  StatedRoster stated(const std::optional<entry::RosterList>& named = {}) {
    const auto before = log.checkpoint(tlog::tile_width);
    return stated_in({.before = before, .after = log.checkpoint(log.size()), .earlier = earlier},
                     named);
  }
  StatedRoster stated_in(const Cut& cut, const std::optional<entry::RosterList>& named = {}) {
    auto contents = cut_from(log.files(), cut);
    EXPECT_TRUE(contents) << contents.error().text;
    if (named) {
      const auto object = encode(*named);
      (*contents)[object_path(entry::refer_to(object).digest)] = object;
    }
    const auto range = replay(*contents);
    EXPECT_TRUE(range) << range.error().text;
    return stated_roster(*contents, *range);
  }
};

TEST_F(RosterStated, RestsOnTheFirstSnapshotOfAllThatCameBefore) {
  state(200);
  fill(300);
  const auto index = state(256);
  state(301);
  const auto found = stated();
  EXPECT_EQ(found.rests, Rests::on_a_snapshot) << found.why;
  EXPECT_EQ(found.index, index);
  EXPECT_EQ(found.roster, encode(book.list_at(256)));
  EXPECT_EQ(found.reference, entry::refer_to(found.roster));
}

TEST_F(RosterStated, RestsOnTheWriterWhereNoSnapshotIsOfAllThatCameBefore) {
  fill(300);
  EXPECT_EQ(stated().rests, Rests::on_the_writer);
  state(255);
  EXPECT_EQ(stated().rests, Rests::on_the_writer);
}

TEST_F(RosterStated, WhatIsSaidInTheRangeIsPartOfIt) {
  const ScriptedProbe three("no-3", 3);
  say(Kind::enrolment, enrolment_of(three));
  state(257);
  const auto found = stated();
  EXPECT_EQ(found.rests, Rests::on_a_snapshot) << found.why;
  EXPECT_EQ(entry::decode_roster_list(found.roster)->probes.size(), 3U);
}

// Whoever leaves out who has enrolled, who vouched for it, or that this was taken back, is found
// out; and by the roster itself what is missing.
TEST_F(RosterStated, AnEarlierEntryThatIsLeftOutIsMissed) {
  const auto whole = book.list_at(256);
  state(256);
  const auto all = earlier;
  for (const auto index : all) {
    earlier = all;
    std::erase(earlier, index);
    const auto found = stated(whole);
    EXPECT_EQ(found.rests, Rests::on_what_is_wrong) << index;
    EXPECT_THAT(found.why,
                HasSubstr("entry 256: its roster is not that of the first 256 entries; it has "
                          "entry " +
                          std::to_string(index) + ", which is not among them"));
    EXPECT_EQ(stated().why, "entry 256: its roster is not that of the first 256 entries") << index;
  }
}

TEST_F(RosterStated, ACollectorThatLeavesSomebodyOutIsWrong) {
  auto lacking = book.list_at(256);
  lacking.probes.erase(lacking.probes.begin());
  state(lacking, 256);
  const auto found = stated(lacking);
  EXPECT_EQ(found.rests, Rests::on_what_is_wrong);
  EXPECT_THAT(found.why, HasSubstr(", which is here: the collector is wrong"));
}

TEST_F(RosterStated, ACollectorThatSaysOtherThingsIsWrong) {
  auto other = book.list_at(256);
  other.probes.front().name = "se-1";
  state(other, 256);
  EXPECT_THAT(stated(other).why, HasSubstr("says other things of them: the collector is wrong"));
}

// One that is right does not make up for another that is not, whichever comes first.
TEST_F(RosterStated, AnySnapshotOfTheRangeMayNotBeWrong) {
  state(256);
  state(entry::RosterList(), 10);
  state(257);
  EXPECT_EQ(stated().rests, Rests::on_what_is_wrong);
  EXPECT_EQ(stated().index, 257U);
}

TEST_F(RosterStated, WhatIsNoSnapshotIsWrong) {
  log.add(Kind::roster, as_bytes("none"));
  EXPECT_EQ(stated().why, "entry 256: is no snapshot of the roster");
}

TEST_F(RosterStated, OfAWholeLogNothingHasToBeStated) {
  const auto whole = [&] {
    return stated_in({.before = {}, .after = log.checkpoint(log.size()), .first = 0});
  };
  EXPECT_EQ(whole().rests, Rests::on_the_log);
  state(256);
  EXPECT_EQ(whole().rests, Rests::on_the_log);
  state(entry::RosterList(), 256);
  EXPECT_EQ(whole().rests, Rests::on_what_is_wrong);
}

}  // namespace
}  // namespace tocsin::bundle
