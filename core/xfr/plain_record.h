// A record of a message, written so that it stands alone: no name in it points anywhere (RFC 1035
// section 4.1.4). Pure.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/dns/record.h"
#include "core/xfr/fault.h"

namespace tocsin::xfr {

// Owner, type, class, TTL, length and data. Names in data are expanded for the types of RFC 1035
// that a root zone may have (NS, CNAME, SOA, PTR, MX); the data of newer types is never compressed
// (RFC 3597 section 4); the few other old ones are refused. Case is kept.
Status<Fault> append_plain(Bytes& out, const dns::Record& record);

}  // namespace tocsin::xfr
