// Delivery to every configured collector: one lane each. Nothing here asks the DNS: collectors are
// addresses. One thread.
#pragma once

#include <memory>
#include <vector>

#include "core/net/task_group.h"
#include "probes/uplink/lane.h"

namespace tocsin::probe {

class Uplink {
 public:
  struct Route {
    LaneOptions options;
    std::unique_ptr<Transport> transport;
  };

  // One lane a route; their order is that of the outbox's collectors.
  Uplink(boost::asio::any_io_executor executor,
         Outbox& outbox,
         std::vector<Route> routes,
         const Clock& clock,
         Entropy& entropy);

  // Spawns the lanes in a group that the caller cancels and joins before this goes away.
  void start(net::TaskGroup& group);

  // A batch came into the outbox.
  void wake();

  // The host's own way into the world is open again.
  void way_is_back();

  const std::vector<std::unique_ptr<Lane>>& lanes() const { return lanes_; }

 private:
  std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace tocsin::probe
