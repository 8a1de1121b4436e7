// Records in the one form in which they can be compared, whatever a server did to compress them and
// whatever the case of their letters (RFC 4034 section 6.2, RFC 6840 section 5.1).
#pragma once

#include "core/base/bytes.h"
#include "core/dns/name.h"
#include "core/dns/record.h"

namespace tocsin::dns {

// The same name with its ASCII letters in lower case.
Name lower_case(const Name& name);

// The record's data with the names in it expanded and in lower case, for the types that may be
// compressed (RFC 3597 section 4) and that a root zone has: NS, CNAME, SOA. Of any other type, and
// where no names stand as they should, the data as it lies in the message.
Bytes canonical_data(const Record& record);

}  // namespace tocsin::dns
