// The clock is stepped and slewed in the middle of exchanges, as hard as any daemon does it: no
// round trip may change by more than 100 us unless its source says that it is not the kernel's.
#include "probes/engine/exchange_timer.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "tests/unit/probes/engine/adjustable_clock.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::RttSource;

// The parts of an exchange, in order.
enum Part : std::size_t { sending, learning_that_it_left, flying, flying_on, waking_up };
constexpr std::array<Duration, 5> lasts{30us, 20us, 9980us, 10ms, 3ms};
constexpr Duration truth = lasts[learning_that_it_left] + lasts[flying] + lasts[flying_on];

using Disturbance = std::function<void(AdjustableClock&)>;

void nothing(AdjustableClock&) {}

// In the middle of that part, the clock is disturbed.
RoundTrip exchange(AdjustableClock& clock, Part when, const Disturbance& disturb) {
  ExchangeTimer timer(clock);
  const auto pass = [&](Part part) {
    clock.pass(lasts[part] / 2);
    if (part == when) disturb(clock);
    clock.pass(lasts[part] / 2);
  };
  timer.start();
  pass(sending);
  const auto left = clock.wall();
  pass(learning_that_it_left);
  timer.left(left);
  pass(flying);
  pass(flying_on);
  const auto arrived = clock.wall();
  pass(waking_up);
  timer.arrived(arrived);
  return timer.round_trip();
}

TEST(ExchangeTimer, AnUndisturbedClockGivesTheKernelsRoundTrip) {
  AdjustableClock clock;
  const auto trip = exchange(clock, flying, nothing);
  EXPECT_EQ(trip.source, RttSource::kernel);
  EXPECT_LE(std::chrono::abs(trip.rtt - truth), 1us);
}

TEST(ExchangeTimer, ASteadySlewChangesNothing) {
  for (const double ppm : {-83'333., -500., 500., 83'333., 100'000.}) {
    AdjustableClock clock;
    clock.slew(ppm);
    const auto trip = exchange(clock, flying, nothing);
    EXPECT_EQ(trip.source, RttSource::kernel) << ppm;
    EXPECT_LE(std::chrono::abs(trip.rtt - truth), 1us) << ppm;
  }
}

struct Named {
  const char* name;
  Disturbance disturb;
};

Named step_of(const char* name, Duration by) {
  return {name, [by](AdjustableClock& clock) { clock.step(by); }};
}

Named slew_of(const char* name, double ppm) {
  return {name, [ppm](AdjustableClock& clock) { clock.slew(ppm); }};
}

TEST(ExchangeTimer, NoDisturbanceChangesARoundTripByMoreThan100usUnnoticed) {
  const Named disturbances[] = {step_of("1 s ahead", 1s),
                                step_of("1 s back", -1s),
                                step_of("an hour back", -1h),
                                step_of("100 us ahead", 100us),
                                step_of("100 us back", -100us),
                                step_of("49 us back", -49us),
                                slew_of("83,333 ppm fast", 83'333),
                                slew_of("83,333 ppm slow", -83'333),
                                slew_of("500 ppm slow", -500)};
  for (const auto& [name, disturb] : disturbances) {
    for (const auto when : {sending, learning_that_it_left, flying, flying_on, waking_up}) {
      for (const double already : {0., -83'333., 83'333.}) {
        AdjustableClock clock;
        clock.slew(already);
        const auto trip = exchange(clock, when, disturb);
        const bool noticed = trip.source != RttSource::kernel;
        EXPECT_TRUE(noticed || std::chrono::abs(trip.rtt - truth) <= 100us)
            << name << " in part " << when << " at " << already << " ppm: " << trip.rtt.count();
        EXPECT_GE(trip.rtt, truth - 100us) << name;
        EXPECT_LE(trip.rtt, truth + lasts[sending] + lasts[waking_up] + 100us) << name;
      }
    }
  }
}

TEST(ExchangeTimer, AStepInTheMiddleFallsBackToTheBracket) {
  for (const auto by : {1s, -1s}) {
    AdjustableClock clock;
    const auto trip = exchange(clock, flying, [by](AdjustableClock& c) { c.step(by); });
    EXPECT_EQ(trip.source, RttSource::bracket);
    EXPECT_LE(std::chrono::abs(trip.rtt - (truth + lasts[sending] + lasts[waking_up])), 1us);
  }
}

TEST(ExchangeTimer, WithoutStampsItIsTheBracket) {
  AdjustableClock clock;
  ExchangeTimer timer(clock);
  timer.start();
  clock.pass(20ms);
  timer.arrived(std::nullopt);
  EXPECT_EQ(timer.round_trip().source, RttSource::bracket);
  EXPECT_LE(timer.round_trip().rtt - 20ms, 1us);
}

TEST(ExchangeTimer, WritesAllThreeIntoTheMeasurement) {
  AdjustableClock clock;
  ExchangeTimer timer(clock);
  timer.start();
  const auto started = timer.started_at();
  clock.pass(20ms);
  timer.arrived(clock.wall());
  record::Measurement measurement;
  timer.write_to(measurement);
  EXPECT_EQ(measurement.sent_at, started);
  EXPECT_EQ(measurement.rtt_source, RttSource::kernel_receive);
  EXPECT_LE(std::chrono::abs(*measurement.rtt - 20ms), 1us);
}

}  // namespace
}  // namespace tocsin::probe
