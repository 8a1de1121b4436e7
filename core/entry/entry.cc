#include "core/entry/entry.h"

#include "core/base/check.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"

namespace tocsin::entry {

std::string name_of(Kind kind) {
  switch (kind) {
    case Kind::batch:
      return "batch";
    case Kind::enrolment:
      return "enrolment";
    case Kind::attestation:
      return "attestation";
    case Kind::revocation:
      return "revocation";
    case Kind::target_set:
      return "target_set";
    case Kind::plan:
      return "plan";
    case Kind::opt_out:
      return "opt_out";
    case Kind::zone:
      return "zone";
    case Kind::zone_step:
      return "zone_step";
    case Kind::checkpoint:
      return "checkpoint";
    case Kind::time_stamp:
      return "time_stamp";
    case Kind::annotation:
      return "annotation";
    case Kind::origins:
      return "origins";
    case Kind::roster:
      return "roster";
    case Kind::payload_policy:
      return "payload_policy";
    case Kind::minute_results:
      return "minute_results";
    case Kind::refusal_notice:
      return "refusal_notice";
  }
  return "kind " + std::to_string(static_cast<std::uint64_t>(kind));
}

Bytes encode(const EntryView& entry) {
  cbor::Encoder out;
  out.array(2).uint(static_cast<std::uint64_t>(entry.kind)).bytes(entry.body);
  auto bytes = std::move(out).finish();
  check(bytes.size() <= entry_bytes_max, "an entry fits its bundle");
  return bytes;
}

Result<EntryView, cbor::DecodeError> decode(ByteView bytes) {
  EntryView entry;
  cbor::Decoder in(bytes);
  in.enter_array_of(2);
  entry.kind = static_cast<Kind>(in.take<std::uint64_t>());
  entry.body = in.take_bytes(entry_bytes_max);
  in.leave();
  if (!in.failed() && bytes.size() > entry_bytes_max) in.refuse(cbor::Fault::too_long);
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return entry;
}

}  // namespace tocsin::entry
