// Waits for the time for which the next log was announced, and says so once the collector can turn
// to it (turn.h). On the Asio thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <optional>

#include "core/base/clock.h"
#include "core/durable/file_system.h"
#include "core/net/task.h"
#include "daemon/live/admitted_batch.h"
#include "daemon/main/new_year.h"
#include "daemon/main/origin_desk.h"
#include "daemon/main/state.h"

namespace tocsin::collector {

class YearWatch {
 public:
  struct World {
    durable::FileSystem& files;
    const Clock& clock;
    const OriginDesk& origins;
    std::function<void()> due;
  };

  // Everything referred to outlives this.
  YearWatch(const boost::asio::any_io_executor& executor,
            World world,
            StateLayout layout,
            const State& state)
      : timer_(executor), world_(std::move(world)), layout_(std::move(layout)), state_(state) {}

  // A batch that was admitted.
  void heard(const record::ProbeId& probe, WallTime closed_at, record::Admission admission);

  // A turn has failed: not before another hour has passed.
  void postpone();

  // Until it is cancelled, or has said that it is time. Where the collector cannot turn, that is
  // said to the operator every hour, and the log goes on.
  net::Task<> run();

  // The collector ends for another reason: there is nothing to turn to.
  void forget() { next_.reset(); }

  // The log to turn to, once it is time.
  const std::optional<record::NextOrigin>& next() const { return next_; }

 private:
  bool is_due(const record::NextOrigin& next);

  boost::asio::steady_timer timer_;
  World world_;
  StateLayout layout_;
  const State& state_;
  NewYear new_year_;
  MonotonicTime not_before_;
  std::optional<record::NextOrigin> next_;
};

}  // namespace tocsin::collector
