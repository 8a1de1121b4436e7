// What the collector counts of itself, apart from measurements: handed over by whoever owns the
// listeners and the journal, each time /metrics is read. Keys are closed lists of ours, never text
// from outside.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace tocsin::collector {

struct CollectorCounters {
  using ByReason = std::map<std::string, std::uint64_t>;
  using ByListenerAndReason = std::map<std::pair<std::string, std::string>, std::uint64_t>;

  std::string version;
  std::uint64_t journal_bytes = 0;
  std::uint64_t batches_repeated = 0;  // answered as the first time
  std::uint64_t live_dropped = 0;      // that the live view had no room for
  ByReason batches_admitted{};         // "next", "after_gap", "late", "time_not_trusted"
  ByReason batches_rejected{};         // the slug of the problem document
  ByListenerAndReason tls_refusals{};  // listener: "probes", "enrolment", "admin"
  ByListenerAndReason http_refusals{};
};

}  // namespace tocsin::collector
