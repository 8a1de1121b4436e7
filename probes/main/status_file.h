// Writes down what the probe last did, for `tocsin-probe status`: a small file, replaced at once,
// whenever a batch has closed. Where it cannot be written the probe goes on; its age then tells.
// One thread.
#pragma once

#include <filesystem>
#include <functional>

#include "core/durable/file_system.h"
#include "core/system/clock.h"
#include "probes/checks/references.h"
#include "probes/clock/clock_watch.h"
#include "probes/main/inclusion_watch.h"
#include "probes/main/plans.h"
#include "probes/spool/spool.h"
#include "probes/status/last_seen.h"
#include "probes/uplink/uplink.h"

namespace tocsin::probe {

class StatusFile {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    durable::FileSystem& files;
    const Spool& spool;
    const References& references;
    const ClockWatch& clock_watch;
    const Uplink& uplink;
    const InclusionWatch& inclusion;
    const LastSeen& last_seen;
    std::function<const Plans&()> plans;  // that run now
  };

  // What stays as it is for as long as the probe runs.
  struct Constants {
    std::filesystem::path path;
    record::ProbeId probe{};
    ByteArray<16> boot_id{};
    std::uint64_t spool_bytes_max = 0;
    std::vector<std::optional<WallTime>> certificates_end;  // in the order of the collectors
  };

  StatusFile(Surroundings around, Constants constants);

  // More often than every five seconds it is not written again: batches close early in a storm.
  void batch_closed();
  void write(ProbeStatus::Phase phase);

 private:
  ProbeStatus status(ProbeStatus::Phase phase) const;
  SpoolStatus spool_status(const BothClocks& now) const;
  std::vector<CollectorStatus> collectors(const BothClocks& now) const;
  std::optional<ZoneStatus> zone() const;

  Surroundings around_;
  Constants constants_;
  WallTime started_at_;
  std::optional<MonotonicTime> written_at_;
  bool writes_ = true;  // the last attempt did
};

}  // namespace tocsin::probe
