// Which plans run: those of the host's configuration, as far as its collectors' logs do not lower
// or end them (probes/plans/agreed.h). Whenever an offer changes that, or a root server has moved,
// the plans that run end, each batch closed, and the others begin; operators' words hold at once.
// One thread.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "config/probe_options.h"
#include "core/base/clock.h"
#include "probes/main/measuring.h"
#include "probes/main/plan_watch.h"

namespace tocsin::probe {

class FollowedPlans {
 public:
  // Makes what measures by these options, whose plans are the agreed ones.
  using Make = std::function<std::unique_ptr<Measuring>(const config::ProbeOptions&)>;

  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    plan::Limits& limits;
    const PlanWatch& offers;
  };

  FollowedPlans(const boost::asio::any_io_executor& executor,
                Surroundings around,
                config::ProbeOptions options,
                Make make);

  void start() { measuring_->start(); }
  // Follows offers until it is cancelled.
  net::Task<> keep();
  // After that: nothing new is asked, and every batch is closed.
  net::Task<> stop() { return measuring_->stop(); }

  void offers_changed() { changed_.cancel(); }
  // What is made from now on measures other root servers: so it is made anew.
  void root_moved();
  void want_zone() { measuring_->want_zone(); }

  const Plans& plans() const { return measuring_->plans(); }
  plan::NotMeasuredCounts left_out() const;  // of plans that have ended as well

 private:
  std::vector<plan::Plan> agreed_now() const;
  std::unique_ptr<Measuring> measuring() const;
  net::Task<> begin_anew();

  Surroundings around_;
  config::ProbeOptions options_;
  Make make_;
  boost::asio::steady_timer changed_;
  std::vector<plan::Plan> agreed_;  // the watch is the first
  std::unique_ptr<Measuring> measuring_;
  bool root_moved_ = false;
  plan::NotMeasuredCounts left_out_;
};

}  // namespace tocsin::probe
