#include "tests/lab/wire/meddler.h"

#include <gtest/gtest.h>

#include "core/dns/match.h"
#include "core/dns/query.h"
#include "tests/lab/wire/datagram.h"

namespace tocsin::lab {
namespace {

using plan::Family;

const auto server_v4 = *plan::address_from("193.0.14.129");
const auto server_v6 = *plan::address_from("2001:7fd::1");

dns::QueryOptions query() {
  dns::QueryOptions query{.id = 0x1234};
  query.question = {.name = *dns::Name::from_text("No."), .type = dns::Type::ns};
  query.edns.emplace().ask_nsid = true;
  query.edns->cookie = Bytes(8, 7);
  return query;
}

Bytes ip_header(const plan::Address& from, const plan::Address& to) {
  const bool v4 = from.family == Family::v4;
  const std::size_t size = v4 ? 4 : 16;
  Bytes ip =
      v4 ? Bytes{0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 17, 0, 0} : Bytes{0x60, 0, 0, 0, 0, 0, 17, 64};
  append(ip, ByteView(from.bytes).first(size));
  append(ip, ByteView(to.bytes).first(size));
  return ip;
}

Bytes sent_to(const plan::Address& server, Bytes payload) {
  plan::Address client{.family = server.family};
  client.bytes.fill(9);
  if (server.family == Family::v4) std::fill(client.bytes.begin() + 4, client.bytes.end(), 0);
  Bytes link(12, 1);
  append_be16(link, server.family == Family::v4 ? 0x0800 : 0x86dd);
  return Datagram{.packet = {.link = link, .ip = ip_header(client, server), .upper = {}},
                  .from_port = 40'000,
                  .to_port = 53,
                  .payload = std::move(payload)}
      .frame();
}

// The server's answer: the query with QR, as a frame on its way back.
Bytes answered(const plan::Address& server) {
  auto frame = datagram_from(sent_to(server, dns::build_query(query())))->turned();
  frame.payload[2] = 0x84;
  return frame.frame();
}

Bytes payload_of(const Bytes& frame) {
  return datagram_from(frame).value().payload;
}

// The one frame that went on at once.
Bytes onward(const Passing& passing) {
  EXPECT_EQ(passing.onward.size(), 1U);
  EXPECT_EQ(passing.onward.at(0).later, Duration::zero());
  return passing.onward.at(0).frame;
}

std::optional<dns::Mismatch> mismatch(const Bytes& message) {
  const auto matched = dns::match(dns::parse_reply(message).value(), query());
  return matched ? std::nullopt : std::optional(matched.error());
}

class MeddlerTest : public testing::TestWithParam<plan::Address> {};
INSTANTIATE_TEST_SUITE_P(Families, MeddlerTest, testing::Values(server_v4, server_v6));

TEST_P(MeddlerTest, PutsADatagramTogetherAsItWas) {
  const auto frame = answered(GetParam());
  EXPECT_EQ(datagram_from(frame)->frame(), frame);
  EXPECT_EQ(datagram_from(frame)->from(), GetParam());
}

TEST_P(MeddlerTest, InjectsAnAnswerThatMatchesAndLetsTheQueryPass) {
  const auto frame = sent_to(GetParam(), dns::build_query(query()));
  const auto passing = meddle(Meddling::inject, GetParam(), frame);
  EXPECT_EQ(onward(passing), frame);
  EXPECT_EQ(datagram_from(*passing.back)->from(), GetParam());
  EXPECT_EQ(mismatch(payload_of(*passing.back)), std::nullopt);
  EXPECT_TRUE(meddle(Meddling::swallow, GetParam(), frame).onward.empty());
}

TEST_P(MeddlerTest, TakesTheNsidOutOfAnAnswerAndLeavesTheCookie) {
  const auto passing = meddle(Meddling::strip_nsid, GetParam(), answered(GetParam()));
  const auto message = payload_of(onward(passing));
  const auto reply = dns::parse_reply(message).value();
  EXPECT_FALSE(dns::nsid(reply));
  EXPECT_TRUE(reply.edns()->option(dns::OptionCode::cookie));
}

TEST_P(MeddlerTest, ChangesCaseIdAndTruncation) {
  const auto frame = answered(GetParam());
  const auto after = [&](Meddling how) {
    return payload_of(onward(meddle(how, GetParam(), frame)));
  };
  EXPECT_EQ(mismatch(after(Meddling::fold_case)), dns::Mismatch::wrong_case);
  EXPECT_EQ(mismatch(after(Meddling::wrong_id)), dns::Mismatch::wrong_id);
  const auto cut = after(Meddling::force_tc);
  EXPECT_EQ(mismatch(cut), std::nullopt);
  EXPECT_TRUE(dns::parse_reply(cut)->flags().truncated());
  const auto moved = onward(meddle(Meddling::wrong_port, GetParam(), frame));
  EXPECT_NE(datagram_from(moved)->from_port, 53);
}

TEST_P(MeddlerTest, LeavesOthersAlone) {
  const auto stranger = *plan::address_from("192.0.2.1");
  const auto frame = answered(GetParam());
  for (std::size_t i = 0; i < meddling_names.size(); ++i) {
    const auto passing = meddle(static_cast<Meddling>(i), stranger, frame);
    EXPECT_EQ(onward(passing), frame);
    EXPECT_FALSE(passing.back);
  }
}

TEST_P(MeddlerTest, PassesWhatIsCutShort) {
  const auto frame = answered(GetParam());
  for (std::size_t size = 0; size < frame.size(); ++size) {
    const Bytes part(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(onward(meddle(Meddling::wrong_id, GetParam(), part)), part);
  }
}

}  // namespace
}  // namespace tocsin::lab
