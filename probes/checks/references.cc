#include "probes/checks/references.h"

namespace tocsin::probe {

using record::Outcome;

dns::QueryOptions reference_query() {
  dns::QueryOptions query;
  query.question = {.name = {}, .type = dns::Type::soa, .klass = dns::Class::in};
  return query;
}

bool shows_a_way(Outcome outcome) {
  return outcome == Outcome::answered || outcome == Outcome::truncated;
}

void count(record::RingCounts& counts, const Reference& reference, Outcome outcome) {
  auto& rings = reference.address.family == plan::Family::v4 ? counts.v4 : counts.v6;
  auto& ring = rings[static_cast<std::size_t>(reference.ring)];
  ++ring.asked;
  if (shows_a_way(outcome)) ++ring.answered;
}

}  // namespace tocsin::probe
