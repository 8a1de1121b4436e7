// The root's last hour and day as a collector's log tells it: entry by entry, in the order of the
// log. The collector follows its own log with this and the auditor plays it again, so that both
// have the same figures, bit for bit (docs/formats/root.md).
//
// Figures are of the entries from the one on with which it began, as far as it was taken; who the
// probes are, and which target sets and zones there are, it knows from those before too. Pure. One
// thread at a time.
#pragma once

#include <cstdint>

#include "core/assess/root_day.h"
#include "core/entry/roster.h"
#include "core/entry/roster_book.h"
#include "core/window/correctness_judge.h"

namespace tocsin::window {

class RootHistory {
 public:
  // Target sets change about daily. Beyond these the one that was least recently referred to is
  // forgotten.
  static constexpr std::size_t target_sets_max = 64;

  struct Beginning {
    std::uint64_t from = 0;
    zone::TrustAnchors anchors = zone::iana_anchors();           // from which zones must verify
    RecentZones zones = {};                                      // of the entries before
    entry::Roster roster = entry::Roster(entry::CountryKeys());  // by the entries before
    assess::RootTargets targets = assess::RootTargets(target_sets_max);
  };
  explicit RootHistory(Beginning beginning);

  // Whose word counts for which country, of entries yet to come.
  void believe(entry::CountryKeys countries) { roster_.believe(std::move(countries)); }

  // An entry that is no batch, with its object; of most kinds nothing follows. An error where an
  // enrolment is none, or of another's name.
  static bool follows(entry::Kind kind) {
    return entry::is_of_roster(kind) || kind == entry::Kind::zone ||
           kind == entry::Kind::target_set;
  }
  Status<> learn(std::uint64_t index, const entry::EntryView& entry, ByteView object);

  struct Batch {
    const record::Envelope& envelope;
    const record::Payload& payload;
    WallTime arrival;
    record::Admission admission = record::Admission::next;
  };
  // A batch that was acknowledged, by the key of its probe and with a payload that is its own.
  // Of one before the first that counts the target set is learned.
  void take(std::uint64_t index, const Batch& batch);

  // Whether anything follows from the payload of such a batch; from its envelope always.
  bool reads_payload(std::uint64_t index, const record::Envelope& envelope) const;

  assess::LogWindows at(WallTime now) const;
  const entry::Roster& roster() const { return roster_; }

 private:
  void learn_targets(ByteView body, ByteView object);

  std::uint64_t from_;
  std::uint64_t size_;
  entry::Roster roster_;
  assess::RootDay day_;
  CorrectnessJudge judge_;
};

}  // namespace tocsin::window
