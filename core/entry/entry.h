// A log entry: its kind and the bytes that are of that kind (docs/formats/entry.md). An entry of a
// kind that this version does not know stays what it is: bytes with a number.
//
// | kind       | bytes                                                                     |
// |------------|---------------------------------------------------------------------------|
// | batch      | a signed envelope (core/record/signed_envelope.h)                         |
// | enrolment  | an enrolment with its proof (core/record/enrolment.h)                     |
// | attestation| a country's signed statement (core/record/attestation.h)                  |
// | revocation | reserved: a key and the time from which it no longer speaks               |
// | target_set | digest and size of a target set object (object.h, core/record/target_set.h)|
// | plan       | digest and size of a plan object (object.h, core/record/plan_codec.h)     |
// | opt_out    | an operator's signed statement (core/record/opt_out.h)                    |
#pragma once

#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::entry {

// C2SP tlog-tiles: entry bundles give an entry's length in 16 bits.
inline constexpr std::size_t entry_bytes_max = 65'535;

// The numbers are in the log for ever: never reuse one.
enum class Kind : std::uint64_t {
  batch = 1,
  enrolment = 2,
  attestation = 3,
  revocation = 4,
  target_set = 5,
  plan = 6,
  opt_out = 7,
};

std::string name_of(Kind kind);  // "batch"; "kind 17" for an unknown one

struct EntryView {
  Kind kind = Kind::batch;  // perhaps none of those above
  ByteView body;
};

// The body must leave room for eight bytes more; every limit of core/record does.
Bytes encode(const EntryView& entry);
Result<EntryView, cbor::DecodeError> decode(ByteView bytes);

}  // namespace tocsin::entry
