#include "probes/clock/question.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/use_future.hpp>

#include "core/system/clock.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using boost::asio::ip::udp;

// What arrives has another behind it whenever it is looked at: as in a flood, there is always more.
TEST(Question, EndsInTimeHoweverMuchArrives) {
  const system::SystemClock clock;
  boost::asio::io_context io{1};
  udp::socket server(io, {boost::asio::ip::address_v4::loopback(), 0});
  udp::endpoint client;
  std::array<std::uint8_t, 64> octets{};
  const auto send_one = [&] { server.send_to(boost::asio::buffer(octets), client); };
  server.async_receive_from(
      boost::asio::buffer(octets), client, [&](const auto&, std::size_t) { send_one(); });

  Question question;
  question.server = {*plan::address_from("127.0.0.1"), server.local_endpoint().port()};
  question.bytes = Bytes(48);
  question.timeout = 200ms;
  std::size_t heard = 0;
  question.hear = [&](ByteView) {
    send_one();
    return ++heard < 1'000'000 ? Heed::listen_on : Heed::done;  // else it would never end
  };
  auto asked = boost::asio::co_spawn(
      io, ask(io.get_executor(), clock, std::move(question)), boost::asio::use_future);
  io.run();
  EXPECT_EQ(asked.get().end, AskEnd::silent);
  EXPECT_GT(heard, 1U);
}

}  // namespace
}  // namespace tocsin::probe
