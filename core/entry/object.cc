#include "core/entry/object.h"

#include "core/crypto/sha256.h"
#include "core/record/layout.h"

namespace tocsin::entry {
namespace {

constexpr auto layout = [](auto& row, auto& reference) {
  row(reference.digest);
  row(reference.bytes);
};

}  // namespace

Bytes encode(const ObjectReference& reference) {
  return record::encode_row(reference, layout);
}

Result<ObjectReference, cbor::DecodeError> decode_object_reference(ByteView bytes) {
  return record::decode_row<ObjectReference>(bytes, layout);
}

ObjectReference refer_to(ByteView object) {
  return {crypto::sha256(object), object.size()};
}

}  // namespace tocsin::entry
