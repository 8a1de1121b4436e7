// What a collector says in its own log: who its probes are, and when payloads are public.
#include <gtest/gtest.h>

#include "core/entry/roster_check.h"
#include "core/record/payload_policy.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/signed_tree.h"
#include "core/tlog/tile_files.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/probe_client.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

class SaidInLog : public testing::Test {
 protected:
  // Everything that is published: one bundle of it.
  std::vector<Bytes> entries() {
    const auto note = collector_.look_up("/log/checkpoint");
    const auto tree = tlog::parse_signed_tree(as_text(note.body));
    if (!tree || tree->checkpoint.tree.size == 0) return {};
    const auto path = tlog::bundle_path(0, tree->checkpoint.tree.size);
    const auto bundle = collector_.look_up("/log/" + path).body;
    std::vector<Bytes> all;
    if (const auto views = tlog::decode_bundle(bundle)) {
      for (const auto& view : *views) all.emplace_back(view.begin(), view.end());
    }
    return all;
  }

  void enrol(const std::string& name) {
    ProbeClient probe(name, ++probes_);
    const auto token = collector_.token(name);
    ASSERT_TRUE(probe.enrol(token, collector_.ports().enrolment, collector_.ca_pem()));
  }

  // How many the last snapshot has. None may be wrong.
  std::size_t stated() {
    std::size_t probes = 0;
    entry::RosterCheck check;
    std::uint64_t index = 0;
    for (const auto& bytes : entries()) {
      const auto entry = entry::decode(bytes);
      EXPECT_TRUE(entry && check.take(index, *entry)) << index;
      ++index;
      if (entry->kind != entry::Kind::roster) continue;
      const auto snapshot = entry::decode_roster_snapshot(entry->body);
      probes = check.book().list_at(snapshot->entries).probes.size();
    }
    return probes;
  }

  std::vector<Duration> embargoes() {
    std::vector<Duration> said;
    for (const auto& bytes : entries()) {
      const auto entry = entry::decode(bytes);
      if (!entry || entry->kind != entry::Kind::payload_policy) continue;
      said.push_back(record::decode_payload_policy(entry->body)->policy.embargo);
    }
    return said;
  }
  void expect_embargoes(const std::vector<Duration>& expected) {
    EXPECT_TRUE(test::eventually([&] { return embargoes() == expected; }));
  }

  std::uint8_t probes_ = 0;
  RunningCollector collector_;
};

// Over a restart too.
TEST_F(SaidInLog, AreItsProbes) {
  collector_.state_roster_every(1ms);
  collector_.start();
  enrol("no-1");
  EXPECT_TRUE(test::eventually([&] { return stated() == 1; }));
  enrol("se-1");
  EXPECT_TRUE(test::eventually([&] { return stated() == 2; }));
  collector_.restart_after_power_loss();
  enrol("dk-1");
  EXPECT_TRUE(test::eventually([&] { return stated() == 3; }));
}

// Once for each change, over a restart too.
TEST_F(SaidInLog, IsWhenPayloadsArePublic) {
  collector_.start();
  collector_.embargo(2h);
  EXPECT_TRUE(collector_.reload());
  expect_embargoes({2h});
  collector_.restart_after_power_loss();
  EXPECT_TRUE(collector_.reload());
  collector_.embargo(0h);
  EXPECT_TRUE(collector_.reload());
  expect_embargoes({2h, 0h});
  collector_.embargo(24h);
  EXPECT_TRUE(collector_.reload());
  expect_embargoes({2h, 0h, 24h});
}

}  // namespace
}  // namespace tocsin::collector
