#include "core/entry/roster_list.h"

#include <gtest/gtest.h>

#include "core/entry/entry.h"
#include "core/entry/roster_book.h"
#include "core/entry/roster_snapshot.h"
#include "tests/support/record/documented.h"

namespace tocsin::entry {
namespace {

using record::documented;

// The example of docs/formats/roster.md, out of those of the other documents.
RosterBook documented_log() {
  RosterBook book;
  const auto attestation = documented("attestation.md", "attestation");
  book.take(0, {Kind::attestation, attestation});
  const auto enrolment = documented("enrolment.md", "enrolment");
  book.take(1, {Kind::enrolment, enrolment});
  book.take(2, {Kind::attestation, attestation});
  const auto revocation = documented("revocation.md", "revocation");
  book.take(3, {Kind::revocation, revocation});
  return book;
}

TEST(DocumentedRoster, FollowsFromTheDocumentedEntries) {
  const auto bytes = documented("roster.md", "roster");
  EXPECT_EQ(encode(documented_log().list_at(4)), bytes);
  const auto list = decode_roster_list(bytes);
  ASSERT_TRUE(list);
  EXPECT_EQ(*list, documented_log().list_at(4));
  EXPECT_EQ(entries_in(*list), (std::set<std::uint64_t>{0, 1, 2, 3}));
}

TEST(DocumentedRoster, IsStatedByTheDocumentedSnapshot) {
  const RosterSnapshot snapshot{.roster = refer_to(documented("roster.md", "roster")),
                                .entries = 4,
                                .at = *from_rfc3339("2026-08-19T12:00:00Z")};
  const auto body = encode(snapshot);
  EXPECT_EQ(encode(EntryView{Kind::roster, body}), documented("roster.md", "roster-entry"));
  const auto read = decode_roster_snapshot(body);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, snapshot);
}

// Whatever is changed or cut off: refused, or another roster in its one form.
template <class Decode>
void expect_one_form(const Bytes& good, Decode decode) {
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(decode(ByteView(good).first(size))) << size;
  }
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    auto bytes = good;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto read = decode(bytes);
    if (read) {
      EXPECT_EQ(encode(*read), bytes) << "bit " << bit;
    }
  }
}

TEST(RosterList, HasOneForm) {
  expect_one_form(documented("roster.md", "roster"), decode_roster_list);
}

TEST(RosterSnapshot, HasOneForm) {
  const auto entry = documented("roster.md", "roster-entry");
  const auto body = decode(entry)->body;
  expect_one_form({body.begin(), body.end()}, decode_roster_snapshot);
}

TEST(RosterList, IsInOrder) {
  const auto refused = [](const RosterList& list) {
    const auto read = decode_roster_list(encode(list));
    return !read && read.error().fault == cbor::Fault::unacceptable;
  };
  ListedProbe one{{1}, "a", {1, 4}, {}, {}};
  ListedProbe two{{2}, "b", {2}, {}, {}};
  EXPECT_FALSE(refused({{one, two}, {0, 3}}));
  EXPECT_TRUE(refused({{two, one}, {}}));
  EXPECT_TRUE(refused({{one, one}, {}}));
  EXPECT_TRUE(refused({{}, {3, 0}}));
  EXPECT_TRUE(refused({{}, {3, 3}}));
  one.enrolments = {};
  EXPECT_TRUE(refused({{one}, {}}));
  two.attestations = {{7, "NO", {}, {}}, {7, "NO", {}, {}}};
  EXPECT_TRUE(refused({{two}, {}}));
  two.attestations = {{7, "no", {}, {}}};
  EXPECT_TRUE(refused({{two}, {}}));
  two.attestations = {};
  two.revocations = {{7, "NO", {}}, {6, "NO", {}}};
  EXPECT_TRUE(refused({{two}, {}}));
}

}  // namespace
}  // namespace tocsin::entry
