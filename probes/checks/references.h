// What this probe's own connection is like, by servers that have nothing to do with the root: asked
// all the time, counted per ring and family, told to the collector with each batch
// (core/record/reach.h draws the conclusion).
#pragma once

#include <vector>

#include "core/dns/query.h"
#include "core/plan/target.h"
#include "core/record/envelope.h"

namespace tocsin::probe {

struct Reference {
  record::Ring ring = record::Ring::world;
  plan::Address address;

  bool operator==(const Reference&) const = default;
};

// The SOA of ".", RD off and without EDNS: as plain as a query gets, and no work for whoever
// answers it, were it with REFUSED.
dns::QueryOptions reference_query();

// Any well-formed reply with our id and question says that the way there and back is open, whatever
// its rcode, and even if it was cut short to fit.
bool shows_a_way(record::Outcome outcome);

// Adds one reference that was asked.
void count(record::RingCounts& counts, const Reference& reference, record::Outcome outcome);

}  // namespace tocsin::probe
