#include "probes/uplink/uplink.h"

namespace tocsin::probe {

Uplink::Uplink(boost::asio::any_io_executor executor,
               Outbox& outbox,
               std::vector<Route> routes,
               const Clock& clock,
               Entropy& entropy) {
  for (auto& route : routes) {
    lanes_.push_back(std::make_unique<Lane>(executor,
                                            outbox,
                                            lanes_.size(),
                                            std::move(route.options),
                                            std::move(route.transport),
                                            clock,
                                            entropy));
  }
}

void Uplink::start(net::TaskGroup& group) {
  for (const auto& lane : lanes_) group.spawn(lane->run());
}

void Uplink::wake() {
  for (const auto& lane : lanes_) lane->wake();
}

void Uplink::way_is_back() {
  for (const auto& lane : lanes_) lane->way_is_back();
}

}  // namespace tocsin::probe
