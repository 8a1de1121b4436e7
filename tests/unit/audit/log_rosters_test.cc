// Snapshots of the roster in a public log, which anybody derives again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/log_audit.h"
#include "core/entry/roster_book.h"
#include "core/entry/roster_snapshot.h"
#include "tests/support/log/log_in_memory.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::audit {
namespace {

using entry::Kind;

struct LogRosters : testing::Test {
  tlog::LogInMemory log{{"geneva.example/log", crypto::SigningKey::from_seed({7})}};
  entry::RosterBook book;

  void enrol(const std::string& name, std::uint8_t mark) {
    const auto body = enrolment_of(collector::ScriptedProbe(name, mark));
    book.take(log.add(Kind::enrolment, body), {Kind::enrolment, body});
  }
  void state(const entry::RosterList& list, std::uint64_t size) {
    log.add(Kind::roster, encode(entry::RosterSnapshot{entry::refer_to(encode(list)), size, {}}));
  }

  // What it says of them; nothing where it says nothing.
  std::string rosters() {
    const auto files = [this](const std::string& path) -> std::optional<Bytes> {
      const auto note = log.checkpoint(log.size());
      return path == "checkpoint" ? Bytes(note.begin(), note.end()) : log.files()(path);
    };
    tlog::Policy policy;
    policy.logs.push_back({log.key(), ""});
    policy.quorum = "none";
    for (const auto& rung : verify_log(files, policy)) {
      const std::string holds = rung.holds == Rung::Holds::yes ? "yes, " : "no, ";
      if (rung.name == "ROSTERS") return holds + rung.said;
    }
    return {};
  }
};

TEST_F(LogRosters, AreDerivedAgain) {
  enrol("no-1", 1);
  EXPECT_EQ(rosters(), "");
  state(book.list_at(1), 1);
  enrol("no-2", 2);
  state(book.list_at(3), 3);
  EXPECT_EQ(rosters(), "yes, each of 2 snapshots is what the entries before it make it");
}

TEST_F(LogRosters, ThatAreWrongAreFound) {
  enrol("no-1", 1);
  state(book.list_at(1), 1);
  enrol("no-2", 2);
  state(book.list_at(1), 3);
  state(book.list_at(3), 3);
  EXPECT_EQ(rosters(), "no, entry 3: its roster is not that of the first 3 entries");
}

}  // namespace
}  // namespace tocsin::audit
