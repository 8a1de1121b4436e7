#include "core/record/plan_offer.h"

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

Bytes owned(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace

Bytes encode_plan_offer(const PlanOffer& offer) {
  cbor::Encoder out;
  out.array(offer.size());
  for (const auto& offered : offer) {
    out.array(3).bytes(offered.entry).bytes(offered.object).text(offered.proof);
  }
  return std::move(out).finish();
}

Result<PlanOffer, cbor::DecodeError> decode_plan_offer(ByteView bytes) {
  cbor::Decoder in(bytes);
  PlanOffer offer(in.enter_array(offered_entries_max));
  for (auto& offered : offer) {
    in.enter_array_of(3);
    offered.entry = owned(in.take_bytes(offered_entry_bytes_max));
    offered.object = owned(in.take_bytes(offered_object_bytes_max));
    offered.proof = in.take_text(offered_proof_bytes_max);
    in.leave();
  }
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return offer;
}

}  // namespace tocsin::record
