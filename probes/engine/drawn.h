// A query with what it has of chance: where it leaves from, and as which measurement.
#pragma once

#include "probes/engine/draws.h"
#include "probes/engine/exchange.h"

namespace tocsin::probe {

struct Drawn {
  Ask ask;  // its query as it is sent
  std::uint16_t port = 0;
  record::Observation observation;
};

Drawn drawn_from(Ask ask, const Draws::Ticket& ticket, const record::PortRange& ports);

}  // namespace tocsin::probe
