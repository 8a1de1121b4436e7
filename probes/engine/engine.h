// Runs exchanges, many at once on one thread, each on a socket of its own with a port, an id and
// the rest of what is random about it drawn for it.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <optional>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/alarm_clock.h"
#include "core/net/slots.h"
#include "core/net/task.h"
#include "core/net/udp_socket.h"
#include "probes/engine/draws.h"
#include "probes/engine/exchange.h"
#include "probes/engine/usual.h"

namespace tocsin::probe {

struct EngineLimits {
  // Each exchange holds one socket; more of them wait in line. Below the usual limit of 1024 open
  // files, and above what one probe has under way that tests all TLDs while none answers
  // (docs/benchmarks.md).
  std::size_t in_flight = 800;
  // Whoever has waited for so long is not asked any more: so the line is never longer than that,
  // and no query leaves far from its slot.
  Duration wait_max = std::chrono::seconds(1);
};

class Engine {
 public:
  // The clock outlives the engine, and the engine outlives its exchanges. `ports`: where queries
  // may leave from (core/system/port_range.h).
  Engine(const boost::asio::any_io_executor& executor,
         const Clock& clock,
         record::PortRange ports,
         EngineLimits limits = {});

  // What became of the query: always an observation, unless this host itself could not ask. The
  // ticket is given back when the exchange has ended.
  net::Task<Result<record::Observation>> ask(Ask ask, Draws::Ticket ticket);

 private:
  boost::asio::any_io_executor executor_;
  const Clock& clock_;
  record::PortRange ports_;
  net::AlarmClock alarms_;
  Usual usual_;
  EngineLimits limits_;
  net::Slots slots_;
  Bytes buffer_;
  // The kernel stamps arrivals only while some socket asks for it (core/net/README.md).
  std::optional<net::UdpSocket> keeps_stamping_;
};

}  // namespace tocsin::probe
