// What dates the log: its cosigned checkpoints are recorded in it, and authorities stamp what is
// recorded. On the Asio thread.
#pragma once

#include "config/collector_options.h"
#include "daemon/cosign/checkpoint_recorder.h"
#include "daemon/export/collector_counters.h"
#include "daemon/main/collector_world.h"
#include "daemon/main/plan_desk.h"
#include "daemon/stamp/stamp_desk.h"

namespace tocsin::collector {

class LogDating {
 public:
  // What is recorded by now; how to write into the log. Everything referred to outlives this.
  LogDating(boost::asio::io_context& io,
            const CollectorWorld& world,
            const config::CollectorOptions& options,
            RecordedCheckpoints recorded,
            PlanDesk::Log log);

  // The authorities whom the options name.
  Status<> open(durable::FileSystem& files);
  void start(net::TaskGroup& group);

  // These bytes are the cosigned checkpoint from now on.
  void cosigned(const std::string& note) { recorder_.served(note); }
  void count(CollectorCounters& out) const;

 private:
  net::Task<std::optional<std::uint64_t>> record(entry::Kind kind, Bytes checkpoint);
  net::Task<std::optional<std::uint64_t>> log_stamp(entry::Kind kind, Bytes stamp);

  const config::CollectorOptions& options_;
  PlanDesk::Log log_;
  CheckpointRecorder recorder_;
  StampDesk stamps_;
};

}  // namespace tocsin::collector
