#include "core/entry/logged_minutes.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/entry/entry.h"
#include "tests/support/record/documented.h"

namespace tocsin::entry {
namespace {

using record::documented;

LoggedMinutes example() {
  return {.plan = "spec10",
          .first = 40,
          .next = 50,
          .results = refer_to(documented("minutes.md", "minutes-frame")),
          .at = *from_rfc3339("2027-09-23T12:00:00Z")};
}

TEST(LoggedMinutes, AreReadBackAsTheyAreWritten) {
  EXPECT_EQ(decode_logged_minutes(encode(example())), example());
}

TEST(LoggedMinutes, AreWrittenAsTheyAreDocumented) {
  const auto body = encode(example());
  const auto entry = encode(EntryView{Kind::minute_results, body});
  EXPECT_EQ(to_hex(entry), to_hex(documented("minutes.md", "minutes-entry")));
}

TEST(LoggedMinutes, OfNoEntriesAreRefused) {
  auto logged = example();
  logged.next = logged.first;
  EXPECT_FALSE(decode_logged_minutes(encode(logged)));
}

TEST(LoggedMinutes, CutAnywhereAreRefused) {
  const auto bytes = encode(example());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_logged_minutes(ByteView(bytes).first(size))) << size;
  }
}

TEST(LoggedMinutes, ChangedAnywhereAreRefusedOrHaveOneForm) {
  const auto good = encode(example());
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto bytes = good;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto read = decode_logged_minutes(bytes);
    if (read) {
      EXPECT_EQ(encode(*read), bytes) << "bit " << bit;
    }
  }
}

}  // namespace
}  // namespace tocsin::entry
