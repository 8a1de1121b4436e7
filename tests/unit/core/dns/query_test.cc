#include "core/dns/query.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/dns/reply.h"

namespace tocsin::dns {
namespace {

QueryOptions root_soa() {
  return {.id = 0x1234, .question = {}, .edns = {}};
}

TEST(Query, APlainQueryIsItsHeaderAndOneQuestion) {
  EXPECT_EQ(to_hex(build_query(root_soa())),
            "12340000000100000000000000"
            "00060001");
}

TEST(Query, EdnsIsAnOptRecordWithTheRequestForAnNsid) {
  auto query = root_soa();
  query.edns = EdnsOptions{.ask_nsid = true, .cookie = {}};
  EXPECT_EQ(to_hex(build_query(query)),
            "12340000000100000000000100"
            "00060001"
            "00"
            "0029"
            "04d0"
            "00000000"
            "0004"
            "00030000");
}

TEST(Query, RecursionAndDnssecAreAskedForOnlyOnDemand) {
  auto query = root_soa();
  query.recursion_desired = true;
  query.edns = EdnsOptions{.udp_payload = 512, .dnssec_ok = true, .cookie = {}};
  const auto bytes = build_query(query);
  const auto read = parse_reply(bytes).value();
  EXPECT_TRUE(read.flags().recursion_desired());
  EXPECT_TRUE(read.edns()->dnssec_ok);
  EXPECT_EQ(read.edns()->udp_payload, 512);
  EXPECT_FALSE(nsid(read));
}

TEST(Query, AResolverCanBeToldNotToValidate) {
  auto query = root_soa();
  query.recursion_desired = true;
  query.checking_disabled = true;
  const auto bytes = build_query(query);
  EXPECT_EQ(to_hex(ByteView(bytes).subspan(2, 2)), "0110");
}

TEST(Query, ACookieTravelsAsItIs) {
  auto query = root_soa();
  query.edns = EdnsOptions{.ask_nsid = true, .cookie = {1, 2, 3, 4, 5, 6, 7, 8}};
  const auto bytes = build_query(query);
  const auto read = parse_reply(bytes).value();
  EXPECT_TRUE(equal(read.edns()->option(OptionCode::cookie).value(), query.edns->cookie));
  EXPECT_EQ(nsid(read)->size(), 0U);
}

TEST(Query, TheNameKeepsItsCase) {
  auto query = root_soa();
  query.question.name = Name::from_text("wWw.ExAmple.").value();
  const auto bytes = build_query(query);
  EXPECT_TRUE(identical(parse_reply(bytes)->question()->name, query.question.name));
}

}  // namespace
}  // namespace tocsin::dns
