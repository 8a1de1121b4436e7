// Properties over what real servers answered: whatever is cut off or flipped, parsing ends with a
// reply that can be read to its last record, or with an error.
#include <gtest/gtest.h>

#include "core/dns/reply.h"
#include "tests/support/dns/captured.h"

namespace tocsin::dns {
namespace {

// A copy of exactly this size, so that the sanitizer sees a read past its end.
Bytes prefix(ByteView bytes, std::size_t size) {
  const auto kept = bytes.first(size);
  return {kept.begin(), kept.end()};
}

std::size_t read_all(const Reply& reply) {
  std::size_t octets = 0;
  for (const auto* section : {&reply.answers(), &reply.authorities(), &reply.additionals()}) {
    for (const auto record : *section) {
      octets += record.owner().wire().size() + record.rdata.size();
      EXPECT_LE(record.end(), reply.bytes().size());
    }
  }
  (void)soa_serial(reply);
  (void)nsid(reply);
  (void)reply.question();
  return octets;
}

TEST(EveryCapturedReply, IsReadWholeAndNothingTrails) {
  const auto replies = test::all_captured();
  ASSERT_GE(replies.size(), 24U);
  for (const auto& [name, bytes] : replies) {
    const auto reply = parse_reply(bytes);
    ASSERT_TRUE(reply) << name;
    read_all(*reply);
    EXPECT_EQ(reply->trailing().size(), 0U) << name;
  }
}

// A message says how many records it has, so no proper prefix of it is one.
TEST(EveryCapturedReply, CutAtAnyOctetIsAnErrorAndNeverAShorterReply) {
  for (const auto& [name, bytes] : test::all_captured()) {
    const auto end = bytes.size() - parse_reply(bytes)->trailing().size();
    for (std::size_t size = 0; size < end; ++size) {
      EXPECT_FALSE(parse_reply(prefix(bytes, size))) << name << " cut at " << size;
    }
  }
}

TEST(EveryCapturedReply, WithAnyOneOctetFlippedIsReadOrRefused) {
  std::size_t read = 0;
  std::size_t refused = 0;
  for (const auto& [name, original] : test::all_captured()) {
    for (std::size_t at = 0; at < original.size(); ++at) {
      for (const std::uint8_t flip : {0x01, 0x40, 0x80, 0xff}) {
        auto bytes = original;
        bytes[at] ^= flip;
        const auto reply = parse_reply(bytes);
        if (reply) read_all(*reply);
        ++(reply ? read : refused);
      }
    }
  }
  EXPECT_GT(read, 0U);
  EXPECT_GT(refused, 0U);
}

}  // namespace
}  // namespace tocsin::dns
