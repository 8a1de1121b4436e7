// A log entry: its kind and the bytes that are of that kind (docs/formats/entry.md). An entry of a
// kind that this version does not know stays what it is: bytes with a number.
//
// | kind       | bytes                                                                     |
// |------------|---------------------------------------------------------------------------|
// | batch      | a signed envelope (core/record/signed_envelope.h)                         |
// | enrolment  | an enrolment with its proof (core/record/enrolment.h)                     |
// | attestation| a country's signed statement (core/record/attestation.h)                  |
// | revocation | a country takes back its word for a probe (core/record/revocation.h)      |
// | target_set | digest and size of a target set object (object.h, core/record/target_set.h)|
// | plan       | digest and size of a plan object (object.h, core/record/plan_codec.h)     |
// | opt_out    | an operator's signed statement (core/record/opt_out.h)                    |
// | zone       | a version of the root zone that was seen (core/record/zone_version.h)     |
// | zone_step  | digest and size of what changed from one to the next (zone_step_codec.h)  |
// | checkpoint | one of this log's own, as witnesses had cosigned it: a signed note (core/tlog)|
// | time_stamp | somebody's word when such a checkpoint was there (logged_time_stamp.h)       |
// | annotation | somebody's signed word on measurements (core/record/annotation.h)         |
// | origins    | under which keys this collector logs later (core/record/next_origins.h)  |
// | roster     | a snapshot of who the probes are (roster_snapshot.h, roster_list.h)        |
// | payload_policy| when payloads are public, how long they stay (core/record/payload_policy.h) |
// | minute_results| what stays of payloads when they go (logged_minutes.h)                 |
// | refusal_notice| a probe's word that a collector refused a batch (core/record/refusal_notice.h)|
#pragma once

#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::entry {

// C2SP tlog-tiles: entry bundles give an entry's length in 16 bits.
inline constexpr std::size_t entry_bytes_max = 65'535;
// The kind and the length of the body take at most the rest.
inline constexpr std::size_t entry_body_bytes_max = entry_bytes_max - 8;

// The numbers are in the log for ever: never reuse one.
enum class Kind : std::uint64_t {
  batch = 1,
  enrolment = 2,
  attestation = 3,
  revocation = 4,
  target_set = 5,
  plan = 6,
  opt_out = 7,
  zone = 8,
  zone_step = 9,
  checkpoint = 10,
  time_stamp = 11,
  annotation = 12,
  origins = 13,
  roster = 14,
  payload_policy = 15,
  minute_results = 16,
  refusal_notice = 17,
};

std::string name_of(Kind kind);  // "batch"; "kind 18" for an unknown one

struct EntryView {
  Kind kind = Kind::batch;  // perhaps none of those above
  ByteView body;
};

// The body is within entry_body_bytes_max; every limit of core/record is.
Bytes encode(const EntryView& entry);
Result<EntryView, cbor::DecodeError> decode(ByteView bytes);

}  // namespace tocsin::entry
