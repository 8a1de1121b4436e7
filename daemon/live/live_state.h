// The live view of the root: what fresh measurements say now, and how much of it is missing.
//
// Only fresh measurements touch it. A batch that arrives late, or whose clock is not trusted, is
// counted and nothing else: a probe that was cut off delivers its backlog after the outage, and
// counting that on arrival would date the outage wrongly. A series goes away when its newest
// measurement is too old, and a silent probe's series all go away (rules.h): not measured is not
// failed.
//
// What was measured while a probe's way may have been cut (cut_times.h) is in no verdict, also
// after it has its voice back; that is learnt from late batches too.
//
// Where a probe's own references are dead (record::Reach::line_dead), its failures are not
// measurements either. An isolated, unknown, unattested or silent probe is shown, and has no voice
// in a verdict on the root.
//
// Pure: it knows the time only from batches and from whoever asks for a snapshot. One thread owns
// it.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/assess/root_measurement.h"
#include "daemon/live/admitted_batch.h"
#include "daemon/live/live_reach.h"
#include "daemon/live/probe_registration.h"
#include "daemon/live/probe_view.h"
#include "daemon/live/publications.h"
#include "daemon/live/rules.h"
#include "daemon/live/snapshot.h"
#include "daemon/live/traffic.h"
#include "daemon/live/verified_serials.h"

namespace tocsin::collector {

class LiveState {
 public:
  // It learns more target sets from the batches that bring them along.
  explicit LiveState(Rules rules = {}, assess::RootTargets targets = assess::RootTargets());

  // A new probe, or new words about a known one.
  void enrolled(const ProbeRegistration& registration);

  void observe(const AdmittedBatch& batch);

  // `verified`: how old an instance's zone is, is told by these. Nothing where the collector keeps
  // no zones: then by what two probes have seen (publications.h).
  Snapshot snapshot(WallTime now, const std::optional<VerifiedSerials>& verified = {}) const;

  // An error where it is more than can be added up: more than so many sites, and
  // core/assess/reach.h.
  static constexpr std::size_t sites_max = 20'000;
  Result<LiveReach> reach(WallTime now) const;

 private:
  void observe_way(ProbeView& probe, const AdmittedBatch& batch);
  void observe_measurement(ProbeView& probe,
                           const AdmittedBatch& batch,
                           const record::Measurement& measurement);
  bool plausible(const record::Measurement& measurement) const;

  Rules rules_;
  assess::RootTargets targets_;
  std::map<std::string, ProbeView> probes_;
  Traffic traffic_;
  Publications publications_;
};

}  // namespace tocsin::collector
