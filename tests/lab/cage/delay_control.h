// The agent's hand on the delay engine.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "tests/lab/cage/fd.h"
#include "tests/lab/cage/network.h"
#include "tests/lab/cage/supervisor.h"
#include "tests/lab/model/fault.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

// The engine's service; where this is no service, no cable is delayed.
inline constexpr auto delay_service = "delay-engine";

class DelayControl {
 public:
  // Starts the engine (this program's command "wire") and tells it every delayed cable.
  Status<> start(const Topology& topology,
                 const Network& network,
                 Supervisor& supervisor,
                 const std::string& log_path,
                 std::uint64_t seed);

  // Both directions of a cable: its delay, and what disturbs it; nothing any more where all is
  // zero.
  Status<> disturb(const Topology& topology, const Disturbance& disturbance) const;

  Status<> meddle(const MeddledLink& meddling) const;
  Status<> stop_meddling(const MeddledLink& meddling) const;

 private:
  Status<> tell_meddler(const MeddledLink& meddling, const std::string& order) const;
  Status<> tell(const std::vector<std::string>& words) const;

  Fd socket_;
};

}  // namespace tocsin::lab
