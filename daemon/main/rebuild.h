// What the collector knew when it stopped, read again from its journal: the one state that is never
// thrown away. Of sealed segments their summaries are read (daemon/segments), of the newest one
// each record.
//
// Three passes: every segment's front, oldest first, which gives all that was said and where each
// chain stands; then links, newest segment first, of as many as are remembered; then the few
// objects that are in force. The first grows with the number of segments, the others do not.
#pragma once

#include <set>

#include "core/base/result.h"
#include "core/durable/journal.h"
#include "core/entry/origin_book.h"
#include "core/record/payload_policy.h"
#include "core/window/root_history.h"
#include "daemon/cosign/recorded_checkpoints.h"
#include "daemon/enrol/attestation_check.h"
#include "daemon/enrol/stated_roster.h"
#include "daemon/ingest/ingest.h"
#include "daemon/ingest/refusal_book.h"
#include "daemon/plans/plan_book.h"
#include "daemon/segments/retention_book.h"
#include "daemon/segments/sidecars.h"
#include "daemon/zones/step_book.h"
#include "daemon/zones/zone_book.h"

namespace tocsin::collector {

struct Rebuilt {
  IngestMemory ingest;
  Registry registry;
  PlanBook plans;
  ZoneBook zones;
  StepBook zone_steps;
  RecordedCheckpoints checkpoints;
  StatedRoster roster;
  record::PayloadPolicy payloads;
  RetentionBook retention;
  entry::OriginBook origins;
  std::set<Digest> annotations;  // of those in the log
  RefusalBook refusals;
  window::RootHistory::Beginning history;
  std::uint64_t batches = 0;
  std::uint64_t evidence = 0;
  // Statements of countries whose key is not, or no longer, in the configuration: without effect.
  std::uint64_t attestations_ignored = 0;
  // Of the journal, for whoever goes on from here.
  std::vector<SegmentRange> sealed;
  Summarizer newest{0};
};

// What the collector's logs before this one knew of batches (ended_journal.h), and how many they
// are.
struct EarlierLogs {
  Chains chains;
  std::uint16_t count = 0;
};

// Of the records below `durable_below`. A record that contradicts those before it is an error: the
// journal is ours, so it is damaged or another program's. Sidecars that are missing are written.
Result<Rebuilt> rebuild(durable::FileSystem& files,
                        const durable::FileSystem::Path& journal,
                        std::uint64_t durable_below,
                        const CountryKeys& countries,
                        EarlierLogs earlier = {});

}  // namespace tocsin::collector
