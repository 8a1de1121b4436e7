// What ingest has done since the collector started. Owned by the Asio thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/record/acknowledgement.h"
#include "daemon/ingest/rejection.h"

namespace tocsin::collector {

inline constexpr std::size_t admission_count = 4;
inline constexpr std::array<std::string_view, admission_count> admission_names{
    "next", "after_gap", "late", "time_not_trusted"};

struct IngestCounts {
  std::array<std::uint64_t, admission_count> admitted{};  // by record::Admission; durable ones
  std::array<std::uint64_t, rejection_count> rejected{};  // by Rejection
  std::uint64_t again = 0;                                // answered as the first time
  std::uint64_t incarnations = 0;                         // seen for the first time
  std::uint64_t evidence = 0;                             // refused batches that were kept

  std::uint64_t of(record::Admission admission) const {
    return admitted[static_cast<std::size_t>(admission)];
  }
  std::uint64_t of(Rejection rejection) const {
    return rejected[static_cast<std::size_t>(rejection)];
  }
};

}  // namespace tocsin::collector
