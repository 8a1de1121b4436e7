#include "probes/clock/ntp_packet.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/hex.h"
#include "tests/unit/probes/clock/time_peer.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

constexpr NtpTime nonce = 0x1122334455667788;

// What chronyd 4.3 answered to this nonce, with `local stratum 2`.
const Bytes captured = from_hex(
                           "240200e600000000000000007f7f0101eeb3c91f92b5514e"
                           "1122334455667788eeb3c928a8bad94beeb3c928a8bc7096")
                           .value();

TimeFault fault(const Bytes& bytes) {
  return parse_ntp_reply(bytes, nonce).error();
}

// The captured reply with these octets from that place on.
Bytes with(std::size_t at, const Bytes& octets) {
  auto bytes = captured;
  std::ranges::copy(octets, bytes.begin() + static_cast<std::ptrdiff_t>(at));
  return bytes;
}

TEST(NtpPacket, AQuestionTellsNothingButItsNonce) {
  EXPECT_EQ(to_hex(ntp_request(nonce)), "23" + std::string(78, '0') + "1122334455667788");
}

TEST(NtpPacket, ACapturedReplyIsRead) {
  const auto reply = parse_ntp_reply(captured, nonce).value();
  EXPECT_EQ(reply.stratum, 2);
  EXPECT_EQ(reply.precision, 14ns);  // 2^-26 s
  EXPECT_EQ(reply.root_delay, 0ns);
  const auto near = *from_rfc3339("2026-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(to_wall(reply.received, near)), "2026-11-27T09:17:28.659101086Z");
  EXPECT_EQ(to_wall(reply.sent, near) - to_wall(reply.received, near), 24'276ns);
}

TEST(NtpPacket, WhatIsCutAnywhereIsTooShort) {
  for (std::size_t size = 0; size < captured.size(); ++size) {
    EXPECT_EQ(fault(Bytes(captured.begin(), captured.begin() + static_cast<std::ptrdiff_t>(size))),
              TimeFault::too_short)
        << size;
  }
}

TEST(NtpPacket, OctetsAfterTheHeaderAreNoneOfOurs) {
  auto bytes = captured;
  bytes.resize(captured.size() + 20);
  EXPECT_TRUE(parse_ntp_reply(bytes, nonce));
}

TEST(NtpPacket, EachReplyThatSaysNothingHasAReason) {
  const auto text = [](std::string_view code) {
    const auto octets = as_bytes(code);
    return Bytes(octets.begin(), octets.end());
  };
  const auto kiss = [&](std::string_view code) {
    auto bytes = with(12, text(code));
    bytes[1] = 0;
    return bytes;
  };
  const struct {
    const char* name;
    Bytes bytes;
    TimeFault fault;
  } cases[] = {
      {"version 2", with(0, {0x14}), TimeFault::wrong_version},
      {"a client's mode", with(0, {0x23}), TimeFault::not_a_server},
      {"a broadcast", with(0, {0x25}), TimeFault::not_a_server},
      {"another nonce", with(31, {0x89}), TimeFault::wrong_origin},
      {"no nonce", with(24, Bytes(8)), TimeFault::wrong_origin},
      {"DENY", kiss("DENY"), TimeFault::kiss_deny},
      {"RSTR", kiss("RSTR"), TimeFault::kiss_deny},
      {"RATE", kiss("RATE"), TimeFault::kiss_rate},
      {"INIT", kiss("INIT"), TimeFault::kiss_other},
      {"leap 3", with(0, {0xe4}), TimeFault::unsynchronised},
      {"stratum 16", with(1, {16}), TimeFault::bad_stratum},
      {"stratum 255", with(1, {255}), TimeFault::bad_stratum},
      {"no time of reception", with(32, Bytes(8)), TimeFault::no_time},
      {"no time of sending", with(40, Bytes(8)), TimeFault::no_time},
      {"sent before it received", with(40, {0xee, 0xb3, 0xc9, 0x27}), TimeFault::backwards},
      {"sent before its clock was set", with(16, {0xee, 0xb3, 0xc9, 0x29}), TimeFault::backwards},
      {"root delay of 3 s", with(4, {0, 3}), TimeFault::too_distant},
      {"root dispersion of 65535 s", with(8, {0xff, 0xff}), TimeFault::too_distant},
  };
  for (const auto& c : cases) EXPECT_EQ(fault(c.bytes), c.fault) << c.name;
}

TEST(NtpPacket, AForgedKissIsAWrongOriginFirst) {
  auto bytes = with(12, {'D', 'E', 'N', 'Y'});
  bytes[1] = 0;
  bytes[24] ^= 1;
  EXPECT_EQ(fault(bytes), TimeFault::wrong_origin);
}

TEST(NtpPacket, TimesSurviveTheTurnOfTheEra) {
  for (const char* text : {"2036-02-07T06:28:15.500000000Z",
                           "2036-02-07T06:28:16.500000000Z",
                           "1970-01-01T00:00:00.250000000Z",
                           "2099-12-31T23:59:59.000000000Z"}) {
    const auto time = *from_rfc3339(text);
    for (const auto off : {0ns, Duration(30 * 365 * 24h), Duration(-30 * 365 * 24h)}) {
      EXPECT_LE(std::chrono::abs(to_wall(to_ntp(time), time + off) - time), 2ns) << text;
    }
  }
}

}  // namespace
}  // namespace tocsin::probe
