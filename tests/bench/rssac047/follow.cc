// What it costs a collector to judge correctness live, beside all else that it follows of the same
// batches:
//
//   rssac047-follow FROM HOURS ANCHOR ZONE@TIME...
//
// 200 probes run the plan rssac047 from FROM on, and core/window follows them as the assessment
// thread does: once with the zones, and once without, where there is nothing to judge by. Prints
// CPU time and memory of that alone. bench.py says what it is for.
#include <malloc.h>

#include <ctime>
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>

#include "core/base/check.h"
#include "core/plan/root_hints.h"
#include "core/record/sealed_payload.h"
#include "core/window/root_history.h"
#include "probes/schedule/rssac047_round.h"
#include "tests/bench/rssac047/vantage_point.h"
#include "tests/support/probe/sworn.h"
#include "tests/support/root/zone_entry.h"

namespace tocsin::bench {
namespace {

using std::chrono::hours;

constexpr std::uint32_t probes = 200;

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::size_t octets_in_use() {
  const auto heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

class Follower {
 public:
  Follower(const entry::Roster& roster, const zone::TrustAnchors& anchors)
      : history_(std::in_place, Beginning{.anchors = anchors, .roster = roster}) {}

  void learn(const zone::Zone& zone, WallTime first_seen) {
    const auto [version, object] = test::zone_entry(zone, first_seen);
    const auto learned = history_->learn(next_++, {entry::Kind::zone, encode(version)}, object);
    check(learned.has_value(), "a zone is an entry");
  }
  void take(const record::Envelope& envelope, const record::Payload& payload) {
    const auto begun = std::clock();
    history_->take(next_++, {envelope, payload, envelope.closed_at.wall});
    cpu_s_ += static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  }
  void print(const char* name, WallTime now) {
    const auto day = history_->at(now).figures[1].all_responses();
    const auto octets = octets_in_use();
    history_.reset();
    std::cout << "\"" << name << R"(":{"cpu_s":)" << cpu_s_ << R"(,"octets":)"
              << octets - octets_in_use() << R"(,"correct":)" << day.correct << R"(,"incorrect":)"
              << day.incorrect << R"(,"not_judged":)" << day.not_judged << "}";
  }

 private:
  using Beginning = window::RootHistory::Beginning;

  std::optional<window::RootHistory> history_;
  std::uint64_t next_ = 0;
  double cpu_s_ = 0;
};

entry::Roster roster_of(const std::deque<VantagePoint>& vps, WallTime from) {
  const auto norway = crypto::SigningKey::from_seed({50});
  entry::Roster roster({{"NO", norway.public_key()}});
  for (const auto& vp : vps) {
    const auto enrolment = collector::enrolment_of(vp.who());
    const auto attestation =
        collector::attestation_of(vp.who(), {"NO", from, from + hours(24)}, norway);
    check(roster.learn({entry::Kind::enrolment, enrolment}).has_value() &&
              roster.learn({entry::Kind::attestation, attestation}).has_value(),
          "a country vouches for each probe");
  }
  return roster;
}

int run(WallTime from, int length, const char* anchor, std::span<char*> zones) {
  const auto root = plan::compiled_root_targets();
  std::deque<VantagePoint> vps;
  for (std::uint32_t i = 0; i < probes; ++i) vps.emplace_back(i, root, from - hours(24));
  const auto roster = roster_of(vps, from);
  const auto anchors = zone::anchors_from(text_of(anchor)).value();
  Follower without(roster, anchors);
  Follower with(roster, anchors);
  const auto learn = [&](const auto& zone, WallTime at) { with.learn(zone, at); };
  Letters letters(published_zones(zones), learn);
  Tally tally;
  const auto until = from + hours(length);
  const auto every = probe::rssac047_every;
  for (auto i = from.since_epoch / every; i < until.since_epoch / every; ++i) {
    letters.advance(WallTime{i * every});
    for (auto& vp : vps) {
      const auto batch = vp.batch(i, letters, tally);
      const auto payload = record::open(batch.envelope.envelope(), batch.payload).value();
      without.take(batch.envelope.envelope(), payload);
      with.take(batch.envelope.envelope(), payload);
    }
  }
  std::cout << R"({"responses":)" << tally.correctness - tally.unanswered << ",";
  without.print("without", until);
  std::cout << ",";
  with.print("with", until);
  std::cout << "}\n";
  return 0;
}

}  // namespace
}  // namespace tocsin::bench

int main(int count, char** words) {
  if (count < 5) return 2;
  const auto from = tocsin::from_rfc3339(words[1]);
  if (!from) return 2;
  const std::span zones(words + 4, static_cast<std::size_t>(count - 4));
  return tocsin::bench::run(*from, std::atoi(words[2]), words[3], zones);
}
