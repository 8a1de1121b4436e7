// How a witness stands with each of its logs, for whoever shows it: written on the witness's
// thread, read from any.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/time.h"
#include "core/witness/witness.h"
#include "core/witnessing/fork_folder.h"

namespace tocsin::witnessing {

struct Standing {
  std::uint64_t cosigned_size = 0;      // 0: nothing yet
  std::optional<WallTime> cosigned_at;  // whole seconds, as the newest cosignature has it
  // When a request in this log's name was refused last, since the start. Anybody can send one; the
  // log itself is answered `other_size` where it does not know yet how far the witness is.
  std::map<witness::Verdict, WallTime> refused_at;
  ForkFolder::Counts forks;  // on the disk
};

class Standings {
 public:
  using ByOrigin = std::map<std::string, Standing>;

  ByOrigin all() const {
    const std::lock_guard lock(mutex_);
    return standings_;
  }
  void set(const std::string& origin, Standing standing) {
    const std::lock_guard lock(mutex_);
    standings_[origin] = std::move(standing);
  }

 private:
  mutable std::mutex mutex_;
  ByOrigin standings_;  // under the mutex
};

}  // namespace tocsin::witnessing
