#include "core/entry/object.h"

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/crypto/sha256.h"

namespace tocsin::entry {

Bytes encode(const ObjectReference& reference) {
  cbor::Encoder out;
  out.array(2).bytes(reference.digest).uint(reference.bytes);
  return std::move(out).finish();
}

Result<ObjectReference, cbor::DecodeError> decode_object_reference(ByteView bytes) {
  ObjectReference reference;
  cbor::Decoder in(bytes);
  in.enter_array_of(2);
  reference.digest = in.take_exactly<32>();
  reference.bytes = in.take<std::uint64_t>();
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return reference;
}

ObjectReference refer_to(ByteView object) {
  return {crypto::sha256(object), object.size()};
}

}  // namespace tocsin::entry
