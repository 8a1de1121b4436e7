// An address in our formats: a byte string of 4 or 16 bytes, which tells the family.
#pragma once

#include "core/cbor/decoder.h"
#include "core/plan/target.h"

namespace tocsin::record {

// A view into the address.
ByteView bytes_of(const plan::Address& address);
// Nothing where the bytes are of another length.
std::optional<plan::Address> address_of(ByteView bytes);

plan::Address take_address(cbor::Decoder& in);

}  // namespace tocsin::record
