#include "probes/engine/drawn.h"

namespace tocsin::probe {

Drawn drawn_from(Ask ask, const Draws::Ticket& ticket, const record::PortRange& ports) {
  const auto draw = ticket.draw();
  auto& query = ask.query;
  query.id = draw.query_id;
  query.question.name = record::in_drawn_case(query.question.name, draw);
  const bool with_cookie = ask.question.edns && ask.question.edns->cookie;
  if (query.edns && with_cookie) query.edns->cookie.assign(draw.cookie.begin(), draw.cookie.end());

  record::Observation observation;
  observation.question = ask.question;
  observation.secret = ticket.mark();
  observation.query_id = draw.query_id;
  observation.measurement.endpoint = ask.endpoint;
  observation.measurement.transport = ask.transport;
  observation.measurement.draw = ticket.number();
  return {.ask = std::move(ask),
          .port = record::port_of(draw, ports),
          .observation = std::move(observation)};
}

}  // namespace tocsin::probe
