#include "core/zone/difference_feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tocsin::zone {
namespace {

using testing::HasSubstr;
using testing::Not;

const WallTime monday = *from_rfc3339("2026-11-30T12:00:00Z");

FeedHead head() {
  return {.id = "https://log.example/v1/delegations.atom", .author = "nkom", .updated = monday};
}

ZoneStep step_of(std::string zone) {
  return {.before = 1,
          .after = 2,
          .first_seen = monday,
          .changes = {{.zone = std::move(zone),
                       .fate = Fate::changed,
                       .servers = {.removed = {"a."}, .added = {}},
                       .signers = {},
                       .glue = {},
                       .alarms = {Alarm::most_servers_removed}}}};
}

TEST(DifferenceFeed, OfNothingIsAFeedWithoutEntries) {
  EXPECT_EQ(atom_feed(head(), {}),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
            "<id>https://log.example/v1/delegations.atom</id>\n"
            "<title>Delegations in the root zone</title>\n"
            "<updated>2026-11-30T12:00:00.000000000Z</updated>\n"
            "<author><name>nkom</name>\n</author>\n"
            "<link rel=\"self\" href=\"https://log.example/v1/delegations.atom\"/>\n"
            "</feed>\n");
}

TEST(DifferenceFeed, HasAnEntryForEachTldWithItsAlarms) {
  const std::vector steps{step_of("no.")};
  const auto feed = atom_feed(head(), steps);
  EXPECT_THAT(feed,
              HasSubstr("<entry>\n<id>https://log.example/v1/delegations.atom#1-2-no.</id>\n"
                        "<title>no. changed in zone 2, most_servers_removed</title>\n"
                        "<updated>2026-11-30T12:00:00.000000000Z</updated>\n"
                        "<category term=\"most_servers_removed\"/>\n"
                        "<content type=\"text\">- NS a.\n"));
}

TEST(DifferenceFeed, LetsNoNameOutOfItsElement) {
  const std::vector steps{step_of("a<b>&\"\x01 \xff.")};
  const auto feed = atom_feed(head(), steps);
  EXPECT_THAT(feed, HasSubstr("#1-2-a%3Cb%3E%26%22%01%20%FF."));
  EXPECT_THAT(feed, HasSubstr("<title>a&lt;b&gt;&amp;&quot;? ?. changed"));
  EXPECT_THAT(feed, Not(HasSubstr("<b>")));
}

}  // namespace
}  // namespace tocsin::zone
