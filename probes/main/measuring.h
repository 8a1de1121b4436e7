// The plans that run at a time, with their tasks: they can be stopped as one, every batch closed,
// and others begin. One thread.
#pragma once

#include "core/net/task_group.h"
#include "probes/main/plans.h"

namespace tocsin::probe {

class Measuring {
 public:
  // Makes plans whose tasks belong to these groups.
  using Make =
      std::function<std::unique_ptr<Plans>(net::TaskGroup& loops, net::TaskGroup& exchanges)>;

  Measuring(const boost::asio::any_io_executor& executor, const Make& make)
      : loops_(executor), exchanges_(executor), plans_(make(loops_, exchanges_)) {}

  void start() { plans_->start(); }
  // A zone is kept from now on, unless all of this is about to end.
  void want_zone();

  // Nothing new is asked; queries under way end by their own timeout, traces and lookups at once,
  // then the batches are closed. Must have returned before this goes away; may be called again.
  net::Task<> stop();

  const Plans& plans() const { return *plans_; }

 private:
  net::TaskGroup loops_;
  net::TaskGroup exchanges_;
  std::unique_ptr<Plans> plans_;
  bool stopping_ = false;
  bool finished_ = false;
};

}  // namespace tocsin::probe
