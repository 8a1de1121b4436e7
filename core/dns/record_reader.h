// Reads one record of untrusted bytes: its owner's name is expanded once to prove that it is a
// name, and its data is bounded by the message. `Records` walks what this has accepted.
#pragma once

#include "core/base/result.h"
#include "core/dns/parse_error.h"
#include "core/dns/record.h"

namespace tocsin::dns {

// The fields of the record at `at`; its owner's name is only stepped over.
Result<Record, ParseError> read_record(ByteView message, std::size_t at);

// The same, its owner's name checked.
Result<Record, ParseError> read_checked_record(ByteView message, std::size_t at);

}  // namespace tocsin::dns
