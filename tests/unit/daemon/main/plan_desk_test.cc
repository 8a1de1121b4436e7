#include "daemon/main/plan_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "core/record/plan_codec.h"
#include "core/system/clock.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;

plan::Plan watch_of(std::uint32_t fleet) {
  auto watch = plan::watch();
  watch.fleet = fleet;
  return watch;
}

// A desk whose log keeps the plans that it is told.
struct PlanDeskTest : testing::Test {
  void run(asio::awaitable<void> saying) {
    asio::co_spawn(io_, std::move(saying), asio::detached);
    io_.run();
    io_.restart();
  }

  asio::awaitable<std::optional<std::uint64_t>> log(Bytes object) {
    plans_.push_back(record::decode_plan(object).value());
    co_return plans_.size() - 1;
  }

  asio::io_context io_;
  durable::FaultyFileSystem files_;
  LogFolder folder_{files_, "log"};
  system::SystemClock clock_;
  std::vector<plan::Plan> plans_;
  PlanDesk desk_{{}, folder_, clock_, [this](entry::Kind, Bytes, Bytes object) {
                   return log(std::move(object));
                 }};
};

TEST_F(PlanDeskTest, SaysHowManyProbesThereAreWhereHostsAreToldFewer) {
  EXPECT_FALSE(desk_.has_probes(150));
  run(desk_.say({}));
  EXPECT_THAT(plans_, ElementsAre());

  EXPECT_TRUE(desk_.has_probes(151));
  run(desk_.say_again());
  EXPECT_THAT(plans_, ElementsAre(watch_of(180)));

  EXPECT_FALSE(desk_.has_probes(180));
  run(desk_.say_again());
  EXPECT_THAT(plans_, ElementsAre(watch_of(180))) << "the log has that already";
}

TEST_F(PlanDeskTest, EndsItsWordWhenTheyAreFewerAgain) {
  desk_.has_probes(300);
  run(desk_.say({}));
  EXPECT_TRUE(desk_.has_probes(100));
  run(desk_.say_again());
  EXPECT_THAT(plans_, ElementsAre(watch_of(300), plan::watch()));
}

}  // namespace
}  // namespace tocsin::collector
