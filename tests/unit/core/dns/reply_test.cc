#include "core/dns/reply.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/dns/message_name.h"
#include "tests/support/dns/captured.h"
#include "tests/support/dns/reply_builder.h"

namespace tocsin::dns {
namespace {

using test::captured;
using test::ReplyBuilder;

// The question is the root's SOA with id 0x1234, as in tests/fuzz/capture_dns_replies.py.
QueryOptions root_soa() {
  return {.id = 0x1234, .question = {}, .edns = {}};
}

std::string nsid_text(const Reply& reply) {
  return std::string(as_text(nsid(reply).value()));
}

TEST(Reply, ASoaOfTheRootByNsdGivesSerialAndNsid) {
  const auto bytes = captured("nsd_root_soa_nsid");
  const auto reply = parse_reply(bytes).value();
  EXPECT_EQ(reply.id(), 0x1234);
  EXPECT_TRUE(reply.flags().response() && reply.flags().authoritative());
  EXPECT_EQ(reply.rcode(), Rcode::noerror);
  EXPECT_EQ(soa_serial(reply), 2020101902U);
  EXPECT_EQ(nsid_text(reply), "k1.fra.lab");
  EXPECT_EQ(reply.authorities().size(), 13U);
  EXPECT_EQ(reply.additionals().size(), 27U);
  EXPECT_TRUE(reply.trailing().empty());
}

TEST(Reply, ASoaOfTheRootByKnotGivesSerialAndNsid) {
  const auto bytes = captured("knot_root_soa_nsid");
  const auto reply = parse_reply(bytes).value();
  EXPECT_EQ(soa_serial(reply), 2020101902U);
  EXPECT_EQ(nsid_text(reply), "ns1.de-fra.k.lab");
}

TEST(Reply, WithoutEdnsThereIsNoNsid) {
  const auto bytes = captured("nsd_root_soa_plain");
  const auto reply = parse_reply(bytes).value();
  EXPECT_FALSE(reply.edns());
  EXPECT_FALSE(nsid(reply));
  EXPECT_EQ(soa_serial(reply), 2020101902U);
}

TEST(Reply, CompressedOwnersExpandToTheirNames) {
  const auto bytes = captured("nsd_root_soa_nsid");
  const auto reply = parse_reply(bytes).value();
  std::vector<std::string> glue;
  for (const auto record : reply.additionals()) {
    if (record.type == Type::aaaa) glue.push_back(record.owner().to_text());
  }
  EXPECT_EQ(glue.size(), 13U);
  EXPECT_EQ(glue.front(), "a.root-servers.net.");
  EXPECT_EQ(glue.back(), "m.root-servers.net.");
}

TEST(Reply, NamesInsideDataAreReadWhereTheyLie) {
  const auto bytes = captured("nsd_root_soa_nsid");
  const auto reply = parse_reply(bytes).value();
  const auto second = *std::next(reply.authorities().begin());
  EXPECT_EQ(second.type, Type::ns);
  EXPECT_EQ(second.ttl, 518400U);
  EXPECT_EQ(read_name(second.message, second.rdata_at)->to_text(), "b.root-servers.net.");
}

TEST(Reply, ATruncatedReplySaysSoAndHasNoAnswer) {
  const auto bytes = captured("nsd_root_dnskey_truncated");
  const auto reply = parse_reply(bytes).value();
  EXPECT_TRUE(reply.flags().truncated());
  EXPECT_TRUE(reply.answers().empty());
  EXPECT_FALSE(soa_serial(reply));
}

TEST(Reply, TheRcodeTakesItsUpperBitsFromEdns) {
  const auto bytes = captured("knot_edns_version_1");
  EXPECT_EQ(parse_reply(bytes)->rcode(), Rcode::badvers);
  const auto cookie = ReplyBuilder(root_soa()).rcode(Rcode::badcookie).nsid("x").bytes();
  EXPECT_EQ(parse_reply(cookie)->rcode(), Rcode::badcookie);
}

TEST(Reply, AHeaderAloneIsAReplyWithoutQuestion) {
  const auto bytes = captured("nsd_formerr");
  const auto reply = parse_reply(bytes).value();
  EXPECT_EQ(bytes.size(), 12U);
  EXPECT_EQ(reply.rcode(), Rcode::formerr);
  EXPECT_FALSE(reply.question());
}

TEST(Reply, TwoQuestionsAreNotOneQuestion) {
  const auto bytes = *from_hex("12348400000200000000000000000600010000060001");
  EXPECT_FALSE(parse_reply(bytes)->question());
  EXPECT_TRUE(parse_reply(bytes)->trailing().empty());
}

TEST(Reply, UnknownTypesStayOpaque) {
  const auto rdata = *from_hex("c0ffffff00");
  const auto bytes = ReplyBuilder(root_soa()).answer(static_cast<Type>(65280), rdata).bytes();
  const auto record = *parse_reply(bytes)->answers().begin();
  EXPECT_EQ(to_text(record.type), "TYPE65280");
  EXPECT_TRUE(equal(record.rdata, rdata));
}

TEST(Reply, TrailingBytesAreReported) {
  auto bytes = ReplyBuilder(root_soa()).soa(1).bytes();
  append(bytes, as_bytes("junk"));
  EXPECT_EQ(as_text(parse_reply(bytes)->trailing()), "junk");
  EXPECT_EQ(soa_serial(*parse_reply(bytes)), 1U);
}

TEST(Reply, AnEmptyNsidIsNotAnAbsentOne) {
  const auto bytes = ReplyBuilder(root_soa()).nsid("").bytes();
  EXPECT_EQ(nsid(*parse_reply(bytes))->size(), 0U);
}

TEST(Reply, AnOptRecordCountsInTheAdditionalSectionOnly) {
  const auto bytes = ReplyBuilder(root_soa()).answer(Type::opt, {}).bytes();
  EXPECT_FALSE(parse_reply(bytes)->edns());
}

TEST(Reply, TheSerialIsThatOfTheNameAsked) {
  const auto other = ReplyBuilder(root_soa()).soa(7).question("no.").bytes();
  EXPECT_FALSE(soa_serial(*parse_reply(other)));
}

TEST(Reply, ASoaWhoseDataIsShortOrLongHasNoSerial) {
  auto rdata = Bytes(22);
  EXPECT_EQ(soa_serial(*parse_reply(ReplyBuilder(root_soa()).answer(Type::soa, rdata).bytes())),
            0U);
  for (const std::size_t size : {0U, 1U, 2U, 21U, 23U}) {
    const auto bytes = ReplyBuilder(root_soa()).answer(Type::soa, Bytes(size)).bytes();
    EXPECT_FALSE(soa_serial(*parse_reply(bytes))) << size;
  }
}

TEST(Reply, TheLargestMessageIsReadAndALargerOneRefused) {
  auto bytes = ReplyBuilder(root_soa()).bytes();
  bytes.resize(65535);
  EXPECT_EQ(parse_reply(bytes)->trailing().size(), 65535U - 17U);
  bytes.resize(65536);
  EXPECT_EQ(parse_reply(bytes).error(), ParseError::oversized);
}

}  // namespace
}  // namespace tocsin::dns
