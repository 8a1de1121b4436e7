// Names inside a message (RFC 1035 section 4.1.4), read in two phases. The first only finds where
// the name ends in place, which is all that walking over a record needs. The second follows
// compression pointers; each must lead to an octet before the run of labels that it ends, so that a
// chain gets shorter with every step and no input can loop.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/dns/name.h"
#include "core/dns/parse_error.h"

namespace tocsin::dns {

// Offset of the first octet after the name that starts at `at`.
Result<std::size_t, ParseError> name_end(ByteView message, std::size_t at);

// The name that starts at `at`, expanded.
Result<Name, ParseError> read_name(ByteView message, std::size_t at);

}  // namespace tocsin::dns
