#include "probes/clock/chrony_tracking.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/hex.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t sequence = 0x01020304;

// What chronyd 4.3 answered; `chronyc tracking` had said of it just before: 1.6 us fast, root delay
// 9.087 us, root dispersion 2.34 us.
const Bytes captured = from_hex(
                           "0602000000210005000000000000000001020304"
                           "00000000000000007f0001017f00010100000000000000000000000000010000"
                           "00020000000000006b094aa7015b653fdd287ba9d51904b2d8a936baf88c4280"
                           "f319c506fe96e661e298745edeb84292048418df")
                           .value();

ChronyFault fault(const Bytes& bytes) {
  return parse_chrony_tracking(bytes, sequence).error();
}

Bytes with(std::size_t at, const Bytes& octets) {
  auto bytes = captured;
  std::ranges::copy(octets, bytes.begin() + static_cast<std::ptrdiff_t>(at));
  return bytes;
}

TEST(ChronyTracking, ARequestIsAsLongAsItsReply) {
  const auto request = chrony_request(sequence);
  EXPECT_EQ(request.size(), captured.size());
  EXPECT_EQ(to_hex(ByteView(request).first(12)), "060100000021000001020304");
}

TEST(ChronyTracking, ACapturedReportIsRead) {
  const auto tracking = parse_chrony_tracking(captured, sequence).value();
  EXPECT_EQ(tracking.stratum, 2);
  EXPECT_EQ(tracking.reference_id, 0x7f000101U);
  EXPECT_EQ(tracking.correction, -1606ns);
  EXPECT_EQ(tracking.root_delay, 9087ns);
  EXPECT_EQ(tracking.root_dispersion, 2746ns);
}

TEST(ChronyTracking, TheBoundIsTheOneThatChronyStates) {
  const ChronyTracking tracking{.reference_id = 1,
                                .stratum = 2,
                                .correction = -3ms,
                                .root_delay = 10ms,
                                .root_dispersion = 1ms};
  EXPECT_EQ(bound_of(tracking), 9ms + 1ns);
}

TEST(ChronyTracking, WhatIsCutAnywhereIsTooShort) {
  for (std::size_t size = 0; size < captured.size(); ++size) {
    EXPECT_EQ(fault(Bytes(captured.begin(), captured.begin() + static_cast<std::ptrdiff_t>(size))),
              ChronyFault::too_short)
        << size;
  }
}

TEST(ChronyTracking, EachReplyThatSaysNothingHasAReason) {
  const struct {
    const char* name;
    Bytes bytes;
    ChronyFault fault;
  } cases[] = {
      {"protocol 5", with(0, {5}), ChronyFault::wrong_version},
      {"a request", with(1, {1}), ChronyFault::not_a_reply},
      {"to another command", with(5, {34}), ChronyFault::not_a_reply},
      {"another report", with(7, {1}), ChronyFault::not_a_reply},
      {"another sequence", with(16, {9}), ChronyFault::wrong_sequence},
      {"status unauthorised", with(9, {2}), ChronyFault::refused},
      {"leap 3", with(55, {3}), ChronyFault::unsynchronised},
      {"no source", with(28, Bytes(4)), ChronyFault::unsynchronised},
      {"its own clock", with(28, {0x7f, 0x7f, 1, 1}), ChronyFault::its_own_clock},
      {"a correction beyond reason", with(68, {0x7e, 0xff}), ChronyFault::out_of_range},
      {"a negative root delay", with(92, {0x05, 0xff}), ChronyFault::out_of_range},
      {"a negative root dispersion", with(96, {0x05, 0xff}), ChronyFault::out_of_range},
  };
  for (const auto& c : cases) EXPECT_EQ(fault(c.bytes), c.fault) << c.name;
}

}  // namespace
}  // namespace tocsin::probe
