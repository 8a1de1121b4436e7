// A made-up log that a collector follows, and that the auditor plays again.
#pragma once

#include "audit/root_json.h"
#include "core/record/sealed_payload.h"
#include "core/window/root_history.h"
#include "tests/unit/audit/audited_log.h"

namespace tocsin::audit {

using namespace std::chrono_literals;

struct FollowedLog : AuditedLog {
  // What the collector said, and when.
  using Said = std::vector<std::pair<WallTime, std::string>>;

  collector::ScriptedProbe other{"no-2", 2};
  std::uint64_t size = 2;  // entries; who the first probe is stands in the log by now
  window::RootHistory::Beginning beginning;
  std::optional<window::RootHistory> live;

  void SetUp() override {
    AuditedLog::SetUp();
    beginning.roster = entry::Roster({{"NO", log.norway.public_key()}});
    const auto enrolment = enrolment_of(log.probe);
    ASSERT_TRUE(beginning.roster.learn({entry::Kind::enrolment, enrolment}));
    say(entry::Kind::attestation, attestation(log.probe, noon - 48h, noon + 48h));
  }
  Bytes attestation(const collector::ScriptedProbe& probe, WallTime from, WallTime until) const {
    return collector::attestation_of(probe, {"NO", from, until}, log.norway);
  }
  // As a collector that starts now.
  void start() {
    beginning.from = size;
    live.emplace(std::move(beginning));
  }
  void say(entry::Kind kind, const Bytes& body, const Bytes& object = {}) {
    log.add(kind, body, object);
    const auto index = size++;
    if (live) {
      ASSERT_TRUE(live->learn(index, {kind, body}, object));
    } else if (kind == entry::Kind::zone) {
      beginning.zones.learn(index, body, object);
    } else {
      ASSERT_TRUE(beginning.roster.learn({kind, body}));
    }
  }
  void put(const collector::SentBatch& batch,
           record::Admission admission = record::Admission::next,
           Duration delay = 2s) {
    log.add_batch(batch, admission, delay);
    const auto& envelope = batch.envelope.envelope();
    const auto index = size++;
    if (!live) return;
    const auto payload = record::open(envelope, batch.payload);
    ASSERT_TRUE(payload);
    live->take(index, {envelope, *payload, envelope.closed_at.wall + delay, admission});
  }
  static void set_world(record::Envelope& envelope, const record::RingCount& world) {
    for (auto* rings : {&envelope.references.v4, &envelope.references.v6}) {
      (*rings)[static_cast<std::size_t>(record::Ring::world)] = world;
    }
  }
  collector::SentBatch batch(collector::ScriptedProbe& probe,
                             WallTime closed,
                             const std::vector<Asked>& asked,
                             const record::RingCount& world = {2, 2}) {
    return probe.next_with(closed, payload_of(asked), [&](record::Envelope& envelope) {
      envelope.plan = "watch";
      set_world(envelope, world);
    });
  }
  void ask(Said& said, WallTime at) { said.emplace_back(at, root_json(at, live->at(at))); }
  std::string root_of(WallTime at, std::uint64_t from, std::uint64_t below) {
    const auto code = run({"root",
                           "--at",
                           to_rfc3339(at),
                           "--from",
                           std::to_string(from),
                           "--size",
                           std::to_string(below)});
    EXPECT_EQ(code, cli::ExitCode::ok) << err.str();
    return out.str();
  }
  void expect_same(const Said& said, std::uint64_t from) {
    for (const auto& [at, live_json] : said) {
      const auto log_member = live_json.find(R"("size":)");
      const auto below = std::stoull(live_json.substr(log_member + 7));
      EXPECT_EQ(root_of(at, from, below), live_json);
    }
  }
};

}  // namespace tocsin::audit
