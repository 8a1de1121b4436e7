// What the collector promises of its payloads (docs/formats/payload-policy.md), from its
// configuration into the log. On the Asio thread.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "core/base/clock.h"
#include "core/record/payload_policy.h"
#include "daemon/main/plan_desk.h"

namespace tocsin::collector {

class PayloadDesk {
 public:
  // What the log says by now. The clock outlives this.
  PayloadDesk(record::PayloadPolicy said, const Clock& clock, PlanDesk::Log log)
      : policy_(std::move(said)), clock_(clock), log_(std::move(log)) {}

  // Has the log say this. It holds at once: what a stop keeps out of the log is wanted again at the
  // next start.
  boost::asio::awaitable<void> say(record::PayloadPolicy wanted);

  const record::PayloadPolicy& policy() const { return policy_; }

 private:
  record::PayloadPolicy policy_;
  const Clock& clock_;
  PlanDesk::Log log_;
};

}  // namespace tocsin::collector
