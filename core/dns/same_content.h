// Whether two replies say the same: the same header flags and rcode, and in each section the same
// records, in whatever order and however their names are compressed. A server that is asked twice
// by a duplicated packet rotates its records and says nothing else by it. What is said about the
// transport (id, OPT) does not count.
#pragma once

#include "core/dns/reply.h"

namespace tocsin::dns {

bool same_content(const Reply& a, const Reply& b);

}  // namespace tocsin::dns
