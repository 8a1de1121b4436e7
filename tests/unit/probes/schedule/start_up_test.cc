// A thousand probes start, with all plans of the root on, as a letter's operator sees it: all in
// the same second, as after a power cut or a release, and one after the other.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/plan/budget.h"
#include "core/plan/lot.h"
#include "probes/checks/questions.h"
#include "probes/schedule/rssac047_round.h"
#include "probes/schedule/schedule.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

constexpr std::uint32_t fleet_size = 1000;
constexpr Duration simulated = 80min;  // longer than any cadence of such a fleet

plan::TargetSet one_address() {
  return {{{".", "k.root-servers.net.", *plan::address_from("193.0.14.129")}}};
}

// In the time of whoever watches, which begins with the first start at the earliest.
struct Start {
  Duration booted{};   // the probe's own monotonic time begins here
  Duration started{};  // and it asks nothing before this
};

using Starts = Start (*)(plan::Lot& lot);

Duration drawn_below(Duration longest, plan::Lot& lot) {
  return Duration(
      static_cast<Duration::rep>(lot.below(static_cast<std::uint64_t>(longest.count()))));
}

Start all_in_one_second(plan::Lot& lot) {
  return {.booted = -1min, .started = drawn_below(1s, lot)};
}

Start one_after_the_other(plan::Lot& lot) {
  return {.booted = -drawn_below(24h, lot), .started = drawn_below(10min, lot)};
}

// When one address is asked, by all plans and probes.
class Letter {
 public:
  explicit Letter(Starts starts) {
    plan::Lot lot("start-up", as_bytes("of a thousand"));
    for (std::uint32_t number = 0; number < fleet_size; ++number) add(number, starts(lot), lot);
    std::ranges::sort(udp_);
    std::ranges::sort(tcp_);
  }

  const std::vector<Duration>& asked(Transport transport) const {
    return transport == Transport::udp ? udp_ : tcp_;
  }

 private:
  void add(std::uint32_t number, Start start, plan::Lot& lot) {
    Bytes seed;
    append_be32(seed, number);
    const auto probe = crypto::sha256(seed);
    for (const auto& plan : {plan::watch(), plan::identity()}) add(plan, probe, start, lot);
    add_rssac047(probe, {.number = number, .size = fleet_size}, start);
  }

  // Each query leaves within the plan's jitter after its slot.
  void add(const plan::Plan& plan, ByteView probe, Start start, plan::Lot& lot) {
    Schedule schedule(root_series(plan, one_address(), probe, fleet_size),
                      {start.started - start.booted});
    const MonotonicTime end{simulated - start.booted};
    while (schedule.next_due() < end) {
      for (const auto& due : schedule.take(schedule.next_due()).due) {
        const auto check = plan.measures[due.measure].check;
        for (auto left = questions_of(check, due.at, due.every).size(); left > 0; --left) {
          const auto at = start.booted + due.at.since_boot + drawn_below(plan.jitter, lot);
          add(at, due.transport);
        }
      }
    }
  }

  // The worst of draws: each test of correctness by UDP to this very address, and again by TCP.
  void add_rssac047(ByteView probe, FleetPlace place, Start start) {
    const auto plan = plan::rssac047();
    const auto first = start.started / rssac047_every + 1;
    for (std::int64_t i = first; i < simulated / rssac047_every; ++i) {
      for (const auto& test : rssac047_round(plan, one_address(), probe, place, i).tests) {
        const auto at = i * rssac047_every + test.at;
        add(at, test.transport);
        if (test.check == plan::Check::correctness) add(at, Transport::tcp);
      }
    }
  }

  void add(Duration at, Transport transport) {
    (transport == Transport::udp ? udp_ : tcp_).push_back(at);
  }

  std::vector<Duration> udp_;
  std::vector<Duration> tcp_;
};

// The most queries in any span of this length, wherever it starts.
std::uint64_t most_within(Duration span, const std::vector<Duration>& asked) {
  std::ptrdiff_t most = 0;
  for (auto from = asked.begin(), until = from; from != asked.end(); ++from) {
    while (until != asked.end() && *until < *from + span) ++until;
    most = std::max(most, until - from);
  }
  return static_cast<std::uint64_t>(most);
}

std::uint64_t asked_between(Duration from, Duration until, const std::vector<Duration>& asked) {
  const auto end = std::ranges::lower_bound(asked, until);
  return static_cast<std::uint64_t>(end - std::ranges::lower_bound(asked, from));
}

struct Case {
  const char* name;
  Starts starts;
  Duration all_started;
};

class StartUp : public testing::TestWithParam<Case> {
 protected:
  const Letter letter_{GetParam().starts};
};

INSTANTIATE_TEST_SUITE_P(OfAThousand,
                         StartUp,
                         testing::Values(Case{"InOneSecond", all_in_one_second, 1s},
                                         Case{"OneAfterTheOther", one_after_the_other, 10min}),
                         [](const auto& each) { return each.param.name; });

// Over any span of one cadence of the watch, all plans together.
TEST_P(StartUp, KeepsTheWholeBudgetOfALetterOverEachCadence) {
  const auto udp = most_within(62'500ms, letter_.asked(Transport::udp));
  const auto tcp = most_within(250s, letter_.asked(Transport::tcp));
  RecordProperty("most_by_udp_in_62_s", std::to_string(udp));
  RecordProperty("most_by_tcp_in_250_s", std::to_string(tcp));
  EXPECT_LE(udp, 62.5 * plan::root_letter_budget.udp_per_second);
  EXPECT_LE(tcp, 250 * plan::root_letter_budget.tcp_per_second);
  EXPECT_GE(udp, fleet_size);
  EXPECT_GE(tcp, fleet_size);
}

TEST_P(StartUp, AsksALetterAtMostThreeTimesItsBudgetInAnySecond) {
  const auto udp = most_within(1s, letter_.asked(Transport::udp));
  const auto tcp = most_within(1s, letter_.asked(Transport::tcp));
  RecordProperty("most_by_udp_in_a_second", std::to_string(udp));
  RecordProperty("most_by_tcp_in_a_second", std::to_string(tcp));
  EXPECT_LE(udp, 3 * plan::root_letter_budget.udp_per_second);
  EXPECT_LE(tcp, 4 * plan::root_letter_budget.tcp_per_second);
}

// The first interval after all have started is as busy in each of its parts.
TEST_P(StartUp, SpreadsTheFirstQueriesOverTheInterval) {
  const auto& asked = letter_.asked(Transport::udp);
  for (int fifth = 0; fifth < 5; ++fifth) {
    const auto from = GetParam().all_started + fifth * 12'500ms;
    const auto count = asked_between(from, from + 12'500ms, asked);
    EXPECT_NEAR(static_cast<double>(count), 12.5 * 17, 80) << "fifth " << fifth;
  }
}

}  // namespace
}  // namespace tocsin::probe
