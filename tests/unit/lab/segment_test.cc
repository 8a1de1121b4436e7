#include "tests/lab/wire/segment.h"

#include <gmock/gmock.h>

#include "tests/lab/wire/meddler.h"

namespace tocsin::lab {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const auto server = *plan::address_from("2001:7fd::1");
constexpr std::uint32_t first_octet = 0xfffffffe;  // so that numbers wrap
constexpr std::size_t sequence_at = 4;
constexpr std::size_t flags_at = 13;
constexpr std::uint8_t psh_ack_fin = 0x19;
constexpr std::uint8_t ack = 0x10;

Bytes tcp_header() {
  Bytes tcp;
  append_be16(tcp, 53);
  append_be16(tcp, 40'000);
  append_be32(tcp, first_octet);
  append_be32(tcp, 7);
  append(tcp, Bytes{0x60, psh_ack_fin, 0, 64, 0, 0, 0, 0, 1, 1, 1, 1});  // with four octets more
  return tcp;
}

// From the server, as it crosses a cable.
Bytes frame_of(const Bytes& payload) {
  IpPacket packet{.link = Bytes(12, 1), .ip = {0x60, 0, 0, 0, 0, 0, 6, 64}, .upper = tcp_header()};
  append_be16(packet.link, 0x86dd);
  append(packet.ip, server.bytes);
  append(packet.ip, Bytes(16, 9));
  append(packet.upper, payload);
  return packet.frame(16);
}

std::uint32_t sequence_of(const Segment& segment) {
  return *Cursor(ByteView(segment.header).subspan(sequence_at)).take_be32();
}

TEST(Segment, ComesApartIntoOctetsThatAreTheSameStream) {
  const Bytes payload{'a', 'b', 'c'};
  const auto frames = segment_from(frame_of(payload))->by_octet();
  ASSERT_THAT(frames, SizeIs(3));
  for (std::uint32_t i = 0; i < 3; ++i) {
    const auto one = segment_from(frames[i]);
    ASSERT_TRUE(one);
    EXPECT_EQ(sequence_of(*one), first_octet + i);
    EXPECT_EQ(one->payload, Bytes(1, payload[i]));
    EXPECT_EQ(one->header[flags_at], i == 2 ? psh_ack_fin : ack);
    EXPECT_EQ(one->packet.frame(16), frames[i]) << "its checksum";
  }
}

TEST(Segment, IsNothingWhereTheFrameIsCutShort) {
  const auto frame = frame_of({'a'});
  for (std::size_t size = 0; size < frame.size(); ++size) {
    EXPECT_FALSE(segment_from(ByteView(frame).first(size))) << size;
  }
}

TEST(Segment, WithAHeaderThatIsTooShortOrTooLongIsNothing) {
  for (const std::uint8_t words : {0x40, 0xf0}) {
    auto frame = frame_of({'a'});
    frame[14 + 40 + 12] = words;
    EXPECT_FALSE(segment_from(frame)) << int{words};
  }
}

TEST(Meddler, DripsAnAnswerOverTcpOctetByOctet) {
  const auto passing = meddle(Meddling::drip_tcp, server, frame_of({'a', 'b', 'c'}));
  ASSERT_THAT(passing.onward, SizeIs(3));
  EXPECT_EQ(passing.onward[0].later, Duration::zero());
  EXPECT_EQ(passing.onward[2].later, 2 * drip_every);
}

TEST(Meddler, StallsAnswersOverTcpAndLetsConnectionsStand) {
  EXPECT_THAT(meddle(Meddling::stall_tcp, server, frame_of({'a'})).onward, IsEmpty());
  EXPECT_EQ(meddle(Meddling::stall_tcp, server, frame_of({})).onward.at(0).frame, frame_of({}));
  EXPECT_EQ(meddle(Meddling::wrong_id, server, frame_of({'a'})).onward.at(0).frame,
            frame_of({'a'}));
}

}  // namespace
}  // namespace tocsin::lab
