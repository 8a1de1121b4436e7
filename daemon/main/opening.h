// What a collector reads before it is put together: its state, what its log is to say, and
// everything that its journal tells.
#pragma once

#include "config/collector_options.h"
#include "core/durable/file_system.h"
#include "core/durable/journal.h"
#include "daemon/enrol/enrolment.h"
#include "daemon/export/neighbours.h"
#include "daemon/main/ended_journal.h"
#include "daemon/main/plan_desk.h"
#include "daemon/main/rebuild.h"
#include "daemon/main/state.h"
#include "daemon/zones/zone_store.h"

namespace tocsin::collector {

struct Opened {
  State state;
  std::vector<EndedJournal> ended;  // of the state's ended logs
  Wanted wanted;
  ZoneSources zone_sources;
  durable::Journal journal;
  Rebuilt rebuilt;
};

// Whose word counts for which country.
CountryKeys country_keys(const config::CollectorOptions& options);

// Whom operators of name servers ask.
Contacts contacts(const config::CollectorOptions& options);

// An error where the state is not there, is another log's than is configured, or where anything in
// it or in what the configuration names cannot be read. `journal_files` outlives the journal.
Result<Opened> open_state(const config::CollectorOptions& options,
                          durable::FileSystem& files,
                          durable::FileSystem& journal_files);

}  // namespace tocsin::collector
