// One answer of `tocsin-probe query` as a line of JSON.
#pragma once

#include <string>

#include "core/record/envelope.h"
#include "core/record/observation.h"

namespace tocsin::probe {

// An object without newlines, closed by one:
//   outcome, rtt_ns, rtt_source  as in the record; rtt_ns is null where there was no reply
//   flags        names of the header bits that are set: ["qr", "aa"]; null without a reply
//   rcode        number, with the upper bits of EDNS
//   nsid         text, or hexadecimal where it is not printable
//   serial       of the SOA in the answer section
//   sent_at      RFC 3339, by `clock`
//   source_port, query_id
//   connect_ns   TCP: the part of rtt_ns until the connection stood; else null
//   hop_limit    that the reply arrived with; null where it is not known
//   reply        the whole message in Base64; null where there was none
//   signs        what is odd about it: ["stray", "hop_limit"] (core/record/signs.h)
//   strays       how many messages arrived that were not the reply, or came after it
//   stray_reasons  why the first of them were not: ["wrong_id"] (core/record/stray.h)
std::string as_json_line(const record::Observation& observation, const record::ClockReading& clock);

}  // namespace tocsin::probe
