// The options by which a command reads a collector's log, and the reading.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/collector_log.h"
#include "audit/log_origin.h"
#include "core/assess/month.h"
#include "core/cli/option.h"
#include "core/durable/file_system.h"

namespace tocsin::audit {

struct LogOptions {
  std::optional<std::string> dir;
  std::optional<crypto::PublicKey> key;
  CountryKeys countries;
  std::vector<std::string> zones;      // to judge by instead of those in the log
  std::optional<std::string> anchors;  // none: no reply is judged
  bool verifies_all = false;           // envelopes of other plans too
};

// They fill `options`, which outlives them.
std::vector<cli::Option> log_options(LogOptions& options);
// Those that say which log it is and whom to believe, without zones to judge replies by.
std::vector<cli::Option> signed_log_options(LogOptions& options);

// An error where one of them is missing, or the log is not signed.
Result<CollectorLog> open_log(durable::FileSystem& files, const LogOptions& options);

// What is asked of a log.
struct LogScope {
  std::string plan;  // batches of this plan
  Isolated isolated = Isolated::kept;
  std::optional<tlog::TreeHead> as_of = {};  // nothing after this tree of it
  std::optional<assess::Month> month = {};   // replies of other times need not be judged
};

struct LogReading {
  LogOrigin origin;
  entry::Roster roster;
  std::vector<record::Annotation> annotations;  // in the order of the log
  std::optional<LogCounts> others = {};         // of other plans, where these are verified too
  std::vector<RefusedZone> refused = {};        // zones in the log by which nothing was judged
};

// Hands over what the log has of a plan. The log is read twice, and checked both times: an error
// means that what was handed over counts for nothing; of a journal that is not what was signed
// nothing is handed over at all.
Result<LogReading> read_log(durable::FileSystem& files,
                            const LogOptions& options,
                            const LogScope& scope,
                            const MeasurementSink& sink);

}  // namespace tocsin::audit
