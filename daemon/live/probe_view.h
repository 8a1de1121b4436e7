// What is known of one probe now: its standing and the newest of what it measured.
#pragma once

#include <array>
#include <optional>

#include "core/assess/reach.h"
#include "daemon/live/admitted_batch.h"
#include "daemon/live/cut_times.h"
#include "daemon/live/latest.h"
#include "daemon/live/probe_registration.h"
#include "daemon/live/rules.h"
#include "daemon/live/sequence_book.h"
#include "daemon/live/snapshot.h"

namespace tocsin::collector {

class ProbeView {
 public:
  void enrolled(const ProbeRegistration& registration) { attestation_ = registration.attestation; }

  // Whatever a batch says that does not depend on how old it is. False: it has been here before.
  bool reported(const AdmittedBatch& batch);

  // What a fresh batch says of the probe's connection and clock as it closed. One that closed early
  // may not have asked its references: what the one before said still stands.
  void stands(WallTime closed, const AdmittedBatch& batch);

  // Of a batch that closed then, isolated or with a dead line, however late it comes: what was
  // measured around that is in doubt.
  void doubts(WallTime closed, const AdmittedBatch& batch, const Rules& rules, plan::Family family);
  bool may_be_cut(WallTime time, plan::Family family) const;

  // `answer`: nothing where there was none.
  void measured(const RootCell& cell,
                WallTime measured,
                const record::Measurement& measurement,
                const record::Answer* answer);

  // The country that this probe spoke for at that time, or "unattested".
  std::string country_at(WallTime time) const;

  // Unknown where no fresh batch has come lately that asked references of the world ring.
  record::Reach reach(WallTime now, const Rules& rules, plan::Family family) const;

  // What this batch's references say, or if it asked none, what stands as it arrives.
  record::Reach reach_during(const AdmittedBatch& batch,
                             const Rules& rules,
                             plan::Family family) const;

  ProbeStatus status(WallTime now, const Rules& rules, std::size_t fleet) const;

  // The newest measurement of each path, where it is fresh: in a figure on the country where the
  // probe has a voice or is isolated, in one on the world where it has a voice.
  Status<> add_to(assess::Reach& reach,
                  const std::string& name,
                  WallTime now,
                  const Rules& rules,
                  std::size_t fleet) const;
  ProbeCounts& counts() { return counts_; }

 private:
  // What the newest measurement says of a server: nothing at all where somebody on the way answered
  // in its place.
  enum class Standing : std::uint8_t { down, up, intercepted };

  struct Exchange {
    record::Outcome outcome{};
    std::optional<std::uint16_t> rcode;
    std::optional<Duration> rtt;

    Standing standing() const;
  };

  struct Cell {
    Latest<Exchange> newest;
    Latest<Bytes> instance;
    Latest<std::uint32_t> serial;
  };
  // Said by a batch that was fresh when it came; good until the probe would be silent without
  // another.
  template <class T>
  struct Said {
    WallTime arrival;
    T value{};
  };

  bool silent(WallTime now, const Rules& rules) const;
  ProbeState state(WallTime now, const Rules& rules, plan::Family family) const;
  void add_fresh(ProbeStatus& status, WallTime now, const Rules& rules, std::size_t fleet) const;

  std::optional<Attestation> attestation_;
  std::optional<WallTime> last_report_;
  std::string software_;
  std::array<Latest<Said<record::Reach>>, 2> reach_;  // by family
  Latest<Said<std::optional<Duration>>> clock_bound_;
  std::array<CutTimes, 2> cuts_;  // by family
  std::array<Cell, root_cell_count> cells_;
  SequenceBook sequences_;
  ProbeCounts counts_;
};

}  // namespace tocsin::collector
