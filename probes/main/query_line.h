// One answer of `tocsin-probe query` as a line of JSON.
#pragma once

#include <string>

#include "core/record/envelope.h"
#include "probes/engine/exchange.h"

namespace tocsin::probe {

// An object without newlines, closed by one:
//   outcome, rtt_ns, rtt_source  as in the record; rtt_ns is null where there was no reply
//   flags        names of the header bits that are set: ["qr", "aa"]; null without a reply
//   rcode        number, with the upper bits of EDNS
//   nsid         text, or hexadecimal where it is not printable
//   serial       of the SOA in the answer section
//   sent_at      RFC 3339, by `clock`
//   source_port
//   reply        the whole message in Base64; null where there was none
//   strays       how many messages arrived that were not the reply
//   stray_reasons  why the first of them were not: ["wrong_id"]
std::string as_json_line(const Observation& observation, const record::ClockReading& clock);

}  // namespace tocsin::probe
