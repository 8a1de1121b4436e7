// Runs exchanges, many at once on one thread, each on a socket of its own with a fresh port and id.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <optional>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/net/slots.h"
#include "core/net/task.h"
#include "core/net/udp_socket.h"
#include "probes/engine/exchange.h"

namespace tocsin::probe {

struct EngineLimits {
  // Each exchange holds one socket; more of them wait in line. Stay below the limit of open files.
  std::size_t in_flight = 512;
};

class Engine {
 public:
  // Clock and entropy outlive the engine, and the engine outlives its exchanges.
  Engine(const boost::asio::any_io_executor& executor,
         const Clock& clock,
         Entropy& entropy,
         EngineLimits limits = {});

  // What became of the query: always a measurement, unless this host itself could not ask.
  net::Task<Result<Observation>> ask(Ask ask);

 private:
  boost::asio::any_io_executor executor_;
  const Clock& clock_;
  Entropy& entropy_;
  net::Slots slots_;
  Bytes buffer_;
  // The kernel stamps arrivals only while some socket asks for it (core/net/README.md).
  std::optional<net::UdpSocket> keeps_stamping_;
};

}  // namespace tocsin::probe
