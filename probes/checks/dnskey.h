// The keys of a zone with their signatures, so that whatever else the zone's servers say can be
// validated later, at the collector and by whoever audits it.
#pragma once

#include "core/record/question.h"

namespace tocsin::probe {

// DNSKEY at the zone's own name, DO on, EDNS with 1232 octets, NSID and a cookie. The answer is
// often larger than that: then the server sets TC, and the query is asked again over TCP
// (retry.h).
record::Question dnskey_question();

}  // namespace tocsin::probe
