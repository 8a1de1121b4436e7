#include "core/record/payload_builder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/record/reply_mask.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

// What a server with this NSID says to a query with this id.
Bytes reply_of(std::string_view nsid, std::uint16_t id, std::uint32_t serial = 7) {
  auto query = query_for({.edns = QuestionEdns{.nsid = true}}, ".").value();
  query.id = id;
  return test::ReplyBuilder(query).soa(serial).nsid(nsid).bytes();
}

Observation heard(Bytes reply, std::string_view nsid, Duration sent_at = 1s) {
  Observation observation;
  observation.measurement.outcome = Outcome::answered;
  observation.measurement.sent_at = {sent_at};
  observation.heard = Heard{.reply = std::move(reply), .nsid = Bytes(nsid.begin(), nsid.end())};
  return observation;
}

Payload payload_of(std::vector<Observation> observations) {
  PayloadBuilder builder;
  for (auto& observation : observations) builder.add(std::move(observation));
  return std::move(builder).finish();
}

TEST(PayloadBuilder, KeepsOneReplyForAllThatDifferInIdAndInstance) {
  const auto payload = payload_of({heard(reply_of("fra1", 1), "fra1"),
                                   heard(reply_of("iad2", 2), "iad2"),
                                   heard(reply_of("iad2", 3), "iad2")});
  EXPECT_EQ(payload.replies.size(), 1U);
  EXPECT_EQ(payload.answers.size(), 2U);
  EXPECT_EQ(payload.measurements[1].answer, payload.measurements[2].answer);
}

TEST(PayloadBuilder, TellsRepliesApartThatSaySomethingElse) {
  const auto payload =
      payload_of({heard(reply_of("fra1", 1, 7), "fra1"), heard(reply_of("fra1", 1, 8), "fra1")});
  EXPECT_EQ(payload.replies.size(), 2U);
}

TEST(PayloadBuilder, NamesAReplyByTheDigestOfAllOfItMasked) {
  auto reply = reply_of("fra1", 0x1234);
  const auto payload = payload_of({heard(reply, "fra1")});
  mask(reply);
  EXPECT_EQ(payload.replies[0].digest, crypto::sha256(reply));
  EXPECT_EQ(payload.replies[0].kept, reply);
}

TEST(PayloadBuilder, KeepsTheBeginningOfALongReply) {
  auto reply = reply_of("fra1", 1);
  reply.resize(5000, 0x55);
  const auto payload = payload_of({heard(reply, "fra1")});
  EXPECT_EQ(payload.replies[0].kept.size(), reply_bytes_max);
  EXPECT_EQ(payload.replies[0].bytes, 5000U);
}

TEST(PayloadBuilder, PutsRowsInTheOrderOfSending) {
  const auto payload = payload_of({heard(reply_of("b", 1), "b", 3s),
                                   heard(reply_of("b", 1), "b", 1s),
                                   heard(reply_of("b", 1), "b", 2s)});
  EXPECT_TRUE(std::ranges::is_sorted(payload.measurements, {}, &Measurement::sent_at));
}

TEST(PayloadBuilder, CutsAnOverlongNsidAndTooManyStrays) {
  auto observation = heard(reply_of("b", 1), std::string(nsid_bytes_max + 1, 'n'));
  observation.measurement.strays.resize(strays_max + 1);
  observation.measurement.strays[0].bytes.resize(stray_bytes_max + 1);
  const auto payload = payload_of({observation});
  EXPECT_EQ(payload.answers[0].nsid->size(), nsid_bytes_max);
  EXPECT_EQ(payload.measurements[0].strays.size(), strays_max);
  EXPECT_EQ(payload.measurements[0].strays[0].bytes.size(), stray_bytes_max);
}

TEST(PayloadBuilder, CountsEvidenceOnlyWhereItIsNew) {
  PayloadBuilder builder;
  builder.add(heard(reply_of("fra1", 1), "fra1"));
  const auto once = builder.evidence_bytes();
  builder.add(heard(reply_of("iad2", 2), "iad2"));
  EXPECT_GT(once, 0U);
  EXPECT_EQ(builder.evidence_bytes(), once);
}

}  // namespace
}  // namespace tocsin::record
