// The open batch of one plan: filled with what was measured, closed when it is time, and from then
// on in the spool. The watch closes empty batches too, because a probe without batches counts as
// silent; other plans do not. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>

#include "core/base/clock.h"
#include "core/net/task.h"
#include "core/plan/limits.h"
#include "probes/batch/batch_writer.h"
#include "probes/batch/change_watch.h"
#include "probes/batch/close_policy.h"
#include "probes/checks/references.h"
#include "probes/engine/draws.h"
#include "probes/spool/spool.h"
#include "probes/status/probe_status.h"

namespace tocsin::probe {

class Batches {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Spool& spool;
    const References& references;
    Entropy& entropy;
    record::PortRange ports;          // that queries leave from
    std::function<void()> on_closed;  // a batch came into the spool
    // What is private and holds now; nothing is committed to where there is no function.
    std::function<std::vector<record::Commitment>()> commitments = {};
    // Both clocks and their bound; the kernel's where there is no function.
    std::function<record::ClockReading()> clock_reading = {};
    // The last checkpoint seen of each collector's log.
    std::function<std::vector<record::SeenCheckpoint>()> checkpoints = {};
  };

  Batches(const boost::asio::any_io_executor& executor,
          Surroundings around,
          Author author,
          const plan::Plan& plan,
          const plan::TargetSet& targets);

  // For the next query of this plan.
  Draws::Ticket draw() { return draws_.take(); }
  // What took longer than a batch can say was this host's own pause: it is counted as not measured.
  void add(record::Observation observation);
  void add(const record::Lookup& lookup);
  void not_measured(plan::NotMeasured reason, std::uint64_t count = 1);
  const plan::NotMeasuredCounts& left_out() const { return left_out_; }
  // The newest that came into the spool; nothing before the first.
  const std::optional<BatchStatus>& last_batch() const { return last_batch_; }

  // Closes batches when they are due, until it is cancelled.
  net::Task<> run();

  // Closes the open batch, unless it is empty and of another plan than the watch. Where the disk
  // takes no number now, it stays open, and what no longer fits into it is counted as not measured.
  void close();

 private:
  Result<std::uint64_t> keep();
  void remember(const record::Envelope& envelope);
  Closing closing(std::uint64_t sequence);
  void forget_lost_replies();
  void note(const Result<std::uint64_t>& kept);

  boost::asio::steady_timer timer_;
  Surroundings around_;
  ByteArray<16> boot_id_;
  BatchWriter writer_;
  const Importance importance_;
  const bool closes_empty_;
  ClosePolicy policy_;
  ChangeWatch changes_;
  OpenBatch open_;
  Draws draws_;
  KnownReplies known_;
  std::uint64_t batches_lost_ = 0;  // of the spool's, as of the last closing
  plan::NotMeasuredCounts left_out_;
  std::optional<BatchStatus> last_batch_;
  bool keeping_ = true;  // the last batch reached the spool
};

}  // namespace tocsin::probe
