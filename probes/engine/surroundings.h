// What every exchange of an engine uses and none owns.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <span>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/alarm_clock.h"
#include "core/net/task.h"
#include "probes/engine/drawn.h"
#include "probes/engine/usual.h"

namespace tocsin::probe {

struct Surroundings {
  boost::asio::any_io_executor executor;
  const Clock* clock = nullptr;
  net::AlarmClock* alarms = nullptr;
  Usual* usual = nullptr;
  record::PortRange ports;
  // For one datagram: shared, because each is dealt with before the next is taken.
  std::span<std::uint8_t> buffer;
};

// The error says why this host could not ask.
using ObservationOrError = Result<record::Observation>;

net::Task<ObservationOrError> udp_exchange(Surroundings around, Drawn drawn);
net::Task<ObservationOrError> tcp_exchange(Surroundings around, Drawn drawn);

}  // namespace tocsin::probe
