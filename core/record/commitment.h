// Salted commitments: a batch says that a private value (the vantage point's address, its first
// hops, its resolvers) is fixed without saying what it is. Whoever is shown the opening, which
// never leaves the probe's country otherwise, can check it against the log.
#pragma once

#include "core/base/entropy.h"
#include "core/record/envelope.h"

namespace tocsin::record {

struct Opening {
  PrivateField field = PrivateField::address_v4;
  ByteArray<32> salt{};  // without it, an address would be found by trying all of them
  Bytes value;
};

Opening opening_of(PrivateField field, Bytes value, Entropy& entropy);

// SHA-256 of the field's number (one byte), the salt and the value.
Commitment commit(const Opening& opening);

}  // namespace tocsin::record
