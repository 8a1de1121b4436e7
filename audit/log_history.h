// A collector's log played again, entry by entry, for the live figures of the root at some time: by
// the code with which the collector follows it (core/window), and by the keys that the reader
// brings.
#pragma once

#include <cstdint>
#include <optional>

#include "audit/collector_log.h"
#include "core/assess/window_figures.h"
#include "core/entry/roster.h"
#include "core/zone/trust_anchors.h"

namespace tocsin::audit {

struct HistoryQuestion {
  entry::CountryKeys countries;
  zone::TrustAnchors anchors;              // from which zones must verify
  crypto::PublicKey log_key{};             // has acknowledged each batch that counts
  std::uint64_t from = 0;                  // the first entry whose measurements count
  std::optional<std::uint64_t> size = {};  // no entry from here on; nothing: all
  WallTime at;
};

// An error where the log is not what was signed, or shorter than that.
Result<assess::LogWindows> windows_of(const CollectorLog& log, HistoryQuestion question);

}  // namespace tocsin::audit
