// A million queries to a server that never says anything: each ends as a timeout, and neither
// memory nor descriptors grow with their number.
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <filesystem>
#include <fstream>

#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/system/port_range.h"
#include "probes/engine/engine.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using boost::asio::ip::udp;

constexpr std::size_t queries = 1'000'000;
constexpr std::size_t at_once = 800;     // below the usual limit of 1024 open files
constexpr std::size_t warm_up = 50'000;  // until then memory may grow
constexpr std::size_t growth_max_kib = 4096;

std::size_t resident_kib() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / 1024;
}

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

struct Soak {
  Engine& engine;
  Draws& draws;
  Ask ask;
  std::size_t begun = 0;
  std::size_t timeouts = 0;
  std::size_t others = 0;
  std::size_t warm_kib = 0;
};

// One of those that are always under way.
net::Task<> ask_again_and_again(Soak& soak) {
  while (soak.begun < queries) {
    if (++soak.begun == warm_up) soak.warm_kib = resident_kib();
    if (soak.begun % 10'000 == 0) soak.draws.renew();
    auto ask = soak.ask;
    const auto observation = co_await soak.engine.ask(std::move(ask), soak.draws.take());
    const bool timed_out =
        observation && observation->measurement.outcome == record::Outcome::timeout;
    ++(timed_out ? soak.timeouts : soak.others);
    soak.draws.to_tell();
  }
}

TEST(AMillionQueriesToASilentServer, TakeNoMoreMemoryThanTheFirst) {
  boost::asio::io_context io{1};
  const udp::socket silent(io, {boost::asio::ip::address_v4::loopback(), 0});
  const system::SystemClock clock;
  system::SystemEntropy entropy;
  Draws draws(entropy);
  Engine engine(io.get_executor(), clock, system::local_port_range(), {.in_flight = at_once});
  auto ask = ask_for({.edns = record::QuestionEdns{}}, ".").value();
  ask.server = {plan::address_from("127.0.0.1").value(), silent.local_endpoint().port()};
  ask.timeout = 200ms;
  const auto descriptors = open_descriptors();

  Soak soak{.engine = engine, .draws = draws, .ask = std::move(ask)};
  net::TaskGroup group(io.get_executor());
  for (std::size_t i = 0; i < at_once; ++i) group.spawn(ask_again_and_again(soak));
  io.run();

  std::cout << soak.timeouts << " timeouts, " << soak.others << " others; resident "
            << soak.warm_kib << " KiB after " << warm_up << ", " << resident_kib()
            << " KiB in the end; " << open_descriptors() << " descriptors open\n";
  EXPECT_GE(soak.timeouts, queries);
  EXPECT_EQ(soak.others, 0U);
  EXPECT_LE(resident_kib(), soak.warm_kib + growth_max_kib);
  EXPECT_EQ(open_descriptors(), descriptors);
}

}  // namespace
}  // namespace tocsin::probe
