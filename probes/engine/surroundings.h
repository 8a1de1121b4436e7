// What every exchange of an engine uses and none owns.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <span>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/task.h"
#include "probes/engine/exchange.h"

namespace tocsin::probe {

struct Surroundings {
  boost::asio::any_io_executor executor;
  const Clock* clock = nullptr;
  // For one datagram: shared, because each is dealt with before the next is taken.
  std::span<std::uint8_t> buffer;
};

// The error says why this host could not ask.
using ObservationOrError = Result<Observation>;

net::Task<ObservationOrError> udp_exchange(Surroundings around, Ask ask);
net::Task<ObservationOrError> tcp_exchange(Surroundings around, Ask ask);

}  // namespace tocsin::probe
