// Has the log announce the origins and keys of the years to come (docs/formats/origins.md), each
// once: at the start, and when a year has passed. On the Asio thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/durable/file_system.h"
#include "core/entry/origin_book.h"
#include "core/net/task.h"
#include "daemon/main/plan_desk.h"
#include "daemon/main/state_layout.h"

namespace tocsin::collector {

class OriginDesk {
 public:
  struct World {
    durable::FileSystem& files;
    const Clock& clock;
    Entropy& entropy;
    PlanDesk::Log log;
  };

  // `announced`: what the log says by now. Everything referred to outlives this.
  OriginDesk(const boost::asio::any_io_executor& executor,
             World world,
             StateLayout layout,
             std::string name,
             entry::OriginBook announced)
      : timer_(executor),
        world_(std::move(world)),
        layout_(std::move(layout)),
        name_(std::move(name)),
        announced_(std::move(announced)) {}

  // Announces what was not. What cannot be is said to the operator: the log of this year goes on.
  net::Task<> say();

  const entry::OriginBook& announced() const { return announced_; }

  // That, now and every hour until it is cancelled.
  net::Task<> run();

 private:
  boost::asio::steady_timer timer_;
  World world_;
  StateLayout layout_;
  std::string name_;
  entry::OriginBook announced_;
};

}  // namespace tocsin::collector
