#include "probes/main/booking.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "core/system/clock.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;

plan::Address address(const char* text) {
  return *plan::address_from(text);
}

struct BookingTest : ::testing::Test {
  std::optional<NotMeasured> book(const char* whom, std::uint64_t bytes) {
    auto booked =
        boost::asio::co_spawn(io_,
                              book_behind_measurements(limits_, clock_, address(whom), bytes),
                              boost::asio::use_future);
    io_.run();
    io_.restart();
    return booked.get();
  }

  boost::asio::io_context io_;
  system::SystemClock clock_;
  plan::TargetSet root_{{{".", "k.root-servers.net.", address("193.0.14.129")}}};
  plan::Limits limits_{root_, {}, {.queries_per_second = 1, .bytes_per_day = 24'000}};
};

TEST_F(BookingTest, WaitsForASecondWithRoom) {
  const auto measured_at = clock_.monotonic();
  ASSERT_FALSE(limits_.spend(address("193.0.14.129"), measured_at, 100));
  EXPECT_FALSE(book("193.0.14.129", 100));
  EXPECT_GE(clock_.monotonic() - measured_at, std::chrono::seconds(1));
}

TEST_F(BookingTest, WaitsForNothingElse) {
  EXPECT_EQ(book("193.0.14.130", 100), NotMeasured::not_allowed);
  EXPECT_EQ(book("193.0.14.129", 30'000), NotMeasured::bytes);
}

}  // namespace
}  // namespace tocsin::probe
