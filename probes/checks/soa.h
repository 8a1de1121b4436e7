// The check that every plan starts with: SOA of a zone with NSID, which says in one answer that the
// server answers, which instance of it, and how fresh its copy is.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/dns/query.h"
#include "core/dns/reply.h"
#include "core/record/measurement.h"

namespace tocsin::probe {

// RD off, DO off, EDNS with 1232 octets and NSID; the id is the engine's to draw. `zone` as in an
// endpoint: ".", "no.".
Result<dns::QueryOptions, dns::NameError> soa_query(std::string_view zone);

// Copies what a matching reply says of itself into the record: flags, rcode, serial, NSID. Nothing
// is judged here; what the reply does not say stays nothing.
void skim(const dns::Reply& reply, record::Measurement& measurement);

}  // namespace tocsin::probe
