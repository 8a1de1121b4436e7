#include "core/entry/roster_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/record/revocation.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::entry {
namespace {

using collector::ScriptedProbe;
using testing::ElementsAre;
using testing::IsEmpty;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");
constexpr auto hour = std::chrono::minutes(60);

// A log in which one thing after the other is said.
struct RosterChecked : testing::Test {
  crypto::SigningKey norway = crypto::SigningKey::from_seed({50});
  ScriptedProbe probe{"x-1", 1};
  ScriptedProbe other{"y-1", 2};
  RosterCheck check;
  std::uint64_t next = 0;

  Status<> add(Kind kind, const Bytes& body) { return check.take(next++, {kind, body}); }
  void enrol(const ScriptedProbe& who) { ASSERT_TRUE(add(Kind::enrolment, enrolment_of(who))); }
  void attest(const ScriptedProbe& who, const crypto::SigningKey& by) {
    ASSERT_TRUE(add(Kind::attestation, attestation_of(who, {"NO", noon, noon + hour}, by)));
  }
  void revoke(const ScriptedProbe& who, const crypto::SigningKey& by) {
    const record::Revocation said{
        .country = "NO", .key = who.key().public_key(), .from = noon, .reason = "lost"};
    ASSERT_TRUE(add(Kind::revocation, record::sign(said, by)));
  }
  void fill() { ASSERT_TRUE(add(Kind::batch, {1})); }

  RosterSnapshot snapshot_at(std::uint64_t size) const {
    return {refer_to(encode(check.book().list_at(size))), size, noon};
  }
  std::string why_not(const RosterSnapshot& snapshot) {
    const auto right = add(Kind::roster, encode(snapshot));
    return right ? "" : right.error().text;
  }
};

TEST_F(RosterChecked, AnyTreeThatTheLogHasHadHasItsOwn) {
  EXPECT_EQ(why_not(snapshot_at(0)), "");
  enrol(probe);
  attest(probe, norway);
  fill();
  enrol(other);
  revoke(probe, norway);
  enrol(probe);
  const auto end = next;
  for (std::uint64_t size = 0; size <= end; ++size) {
    EXPECT_EQ(why_not(snapshot_at(size)), "") << size;
  }
  EXPECT_EQ(check.snapshots(), end + 2);
}

TEST_F(RosterChecked, EachThingThatIsSaidMakesAnother) {
  std::vector<RosterSnapshot> all{snapshot_at(next)};
  const auto is_new = [&] {
    auto now = snapshot_at(next);
    for (const auto& earlier : all) EXPECT_NE(now.roster, earlier.roster) << next;
    all.push_back(now);
  };
  enrol(probe), is_new();
  enrol(probe), is_new();
  attest(probe, norway), is_new();
  attest(probe, norway), is_new();
  revoke(probe, norway), is_new();
  attest(other, norway), is_new();  // who has not enrolled
  enrol(other), is_new();
}

TEST_F(RosterChecked, AnOmittedEntryMakesAnother) {
  enrol(probe);
  enrol(other);
  attest(probe, norway);
  revoke(probe, norway);
  const auto whole = snapshot_at(next);
  const std::vector<std::pair<Kind, Bytes>> said{
      {Kind::enrolment, enrolment_of(probe)},
      {Kind::enrolment, enrolment_of(other)},
      {Kind::attestation, attestation_of(probe, {"NO", noon, noon + hour}, norway)},
      {Kind::revocation,
       record::sign(record::Revocation{"NO", probe.key().public_key(), noon, ""}, norway)}};
  for (std::size_t left_out = 0; left_out < said.size(); ++left_out) {
    RosterCheck lacking;
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (i == left_out) continue;
      ASSERT_TRUE(lacking.take(i, {said[i].first, said[i].second}));
    }
    const auto body = encode(whole);
    EXPECT_FALSE(lacking.take(4, {Kind::roster, body})) << left_out;
  }
}

TEST_F(RosterChecked, AWrongSnapshotIsFound) {
  enrol(probe);
  enrol(other);
  attest(probe, norway);
  const auto right = snapshot_at(3);
  EXPECT_EQ(why_not(right), "");
  auto wrong = right;
  wrong.roster.digest[0] ^= 1;
  EXPECT_EQ(why_not(wrong), "its roster is not that of the first 3 entries");
  wrong = right;
  wrong.roster.bytes += 1;
  EXPECT_EQ(why_not(wrong), "its roster is not that of the first 3 entries");
  wrong = right;
  wrong.entries = 2;
  EXPECT_EQ(why_not(wrong), "its roster is not that of the first 2 entries");
  wrong.entries = next + 1;
  EXPECT_EQ(why_not(wrong), "is a roster of entries that come after it");
  EXPECT_FALSE(add(Kind::roster, {1, 2, 3}));
  EXPECT_EQ(check.snapshots(), 1U);
}

TEST_F(RosterChecked, WhatIsOfNobodyIsListedToo) {
  attest(probe, norway);
  revoke(probe, norway);
  ASSERT_TRUE(add(Kind::enrolment, {1, 2, 3}));
  ASSERT_TRUE(add(Kind::attestation, {1, 2, 3}));
  ASSERT_TRUE(add(Kind::revocation, {1, 2, 3}));
  enrol(probe);
  const auto list = check.book().list_at(next);
  EXPECT_THAT(list.others, ElementsAre(0U, 1U, 2U, 3U, 4U));
  ASSERT_EQ(list.probes.size(), 1U);
  EXPECT_THAT(list.probes[0].attestations, IsEmpty());
  EXPECT_EQ(entries_in(list).size(), 6U);
}

// Whose signature it is makes no difference: a roster is the same for every reader.
TEST_F(RosterChecked, AWordWithAnyKeyIsListed) {
  enrol(probe);
  attest(probe, crypto::SigningKey::from_seed({99}));
  const auto list = check.book().list_at(next);
  ASSERT_EQ(list.probes.at(0).attestations.size(), 1U);
  EXPECT_EQ(list.probes[0].attestations[0], (ListedAttestation{1, "NO", noon, noon + hour}));
}

}  // namespace
}  // namespace tocsin::entry
