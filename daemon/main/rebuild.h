// What the collector knew when it stopped, read again from its journal: the one state that is never
// thrown away.
#pragma once

#include "core/base/result.h"
#include "core/durable/journal.h"
#include "daemon/enrol/attestation_check.h"
#include "daemon/ingest/chains.h"
#include "daemon/live/target_book.h"
#include "daemon/plans/plan_book.h"

namespace tocsin::collector {

struct Rebuilt {
  Chains chains;
  Registry registry;
  PlanBook plans;
  TargetBook targets = TargetBook::of_the_root();
  std::uint64_t batches = 0;
  std::uint64_t evidence = 0;
  // Statements of countries whose key is not, or no longer, in the configuration: without effect.
  std::uint64_t attestations_ignored = 0;
};

// A record that contradicts those before it is an error: the journal is ours, so it is damaged or
// another program's.
Result<Rebuilt> rebuild(durable::FileSystem& files,
                        const durable::FileSystem::Path& journal,
                        const CountryKeys& countries);

}  // namespace tocsin::collector
