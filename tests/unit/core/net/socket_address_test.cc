#include "core/net/socket_address.h"

#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace tocsin::net {
namespace {

SocketAddress address(std::string_view text, std::uint16_t port) {
  return {.address = plan::address_from(text).value(), .port = port};
}

TEST(SocketAddress, SurvivesTheKernelsForm) {
  for (const auto& there : {address("193.0.14.129", 53), address("2001:7fd::1", 65535)}) {
    EXPECT_EQ(from_raw(to_raw(there)), there) << to_text(there);
  }
}

TEST(SocketAddress, SurvivesAsiosForm) {
  for (const auto* text : {"0.0.0.0", "193.0.14.129", "::", "::1", "2001:7fd::1"}) {
    const auto there = plan::address_from(text).value();
    EXPECT_EQ(from_asio(to_asio(there)), there) << text;
  }
}

TEST(SocketAddress, AnIpv4AddressMappedIntoIpv6IsIpv4) {
  const auto mapped = boost::asio::ip::make_address("::ffff:193.0.14.129");
  EXPECT_EQ(from_asio(mapped), plan::address_from("193.0.14.129"));
}

TEST(SocketAddress, TextBracketsIpv6) {
  EXPECT_EQ(to_text(address("193.0.14.129", 53)), "193.0.14.129:53");
  EXPECT_EQ(to_text(address("2001:7fd::1", 53)), "[2001:7fd::1]:53");
}

TEST(SocketAddress, OtherFamiliesAreNothing) {
  RawAddress raw;
  raw.storage.ss_family = AF_UNIX;
  EXPECT_FALSE(from_raw(raw));
}

}  // namespace
}  // namespace tocsin::net
