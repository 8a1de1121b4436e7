// What the collector counts of itself, apart from measurements: handed over by whoever owns the
// listeners and the journal, each time /metrics is read. Keys are closed lists of ours, never text
// from outside.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/base/time.h"

namespace tocsin::collector {

struct CollectorCounters {
  using ByReason = std::map<std::string, std::uint64_t>;
  using ByListenerAndReason = std::map<std::pair<std::string, std::string>, std::uint64_t>;

  std::string version;
  std::uint64_t journal_bytes = 0;
  std::uint64_t log_size = 0;
  // Where witnesses are configured.
  std::optional<std::uint64_t> log_witnessed_size{};
  std::optional<WallTime> log_unwitnessed_since{};  // nothing: all is under enough cosignatures
  ByReason witness_sizes{};                         // by the name of the witness's key
  // Of each log of a peer that this collector cosigns, by its origin.
  struct PeerLog {
    std::uint64_t cosigned_size = 0;
    std::optional<WallTime> cosigned_at{};         // nothing: never
    std::map<std::string, WallTime> refused_at{};  // by why, since the start
    ByReason forks{};                              // kept, by what they prove
  };
  std::map<std::string, PeerLog> peer_logs{};
  // Where time-stamping authorities are configured.
  std::map<std::pair<std::string, std::string>, std::uint64_t> time_stamps{};  // by what came of it
  std::map<std::string, WallTime> time_stamps_newest{};
  std::uint64_t batches_repeated = 0;  // answered as the first time
  std::uint64_t live_dropped = 0;      // that the live view had no room for
  ByReason batches_admitted{};         // "next", "after_gap", "late", "time_not_trusted"
  ByReason batches_rejected{};         // the slug of the problem document
  ByReason refusals_handed{};          // daemon/ingest/refusal_desk.h
  ByReason objects{};                  // daemon/segments/object_desk.h
  ByListenerAndReason tls_refusals{};  // listener: "probes", "enrolment", "admin"
  ByListenerAndReason http_refusals{};

  // Root zones that the collector fetches itself.
  struct ZoneInForce {
    std::uint32_t serial = 0;
    Duration lasts{};  // core/zone/continuity.h
  };
  ByReason zone_fetches{};          // how each ended (daemon/zones/zone_store.h)
  std::uint64_t zone_versions = 0;  // that verified, in the log
  std::optional<ZoneInForce> zone{};
  ByReason zone_alarms{};  // of the last day: delegations by alarm (core/zone/difference.h)
};

}  // namespace tocsin::collector
