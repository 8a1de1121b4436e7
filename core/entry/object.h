// What an entry says of an object that is too large to be one: its SHA-256 and its size.
#pragma once

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::entry {

struct ObjectReference {
  Digest digest{};
  std::uint64_t bytes = 0;

  bool operator==(const ObjectReference&) const = default;
};

Bytes encode(const ObjectReference& reference);
Result<ObjectReference, cbor::DecodeError> decode_object_reference(ByteView bytes);

ObjectReference refer_to(ByteView object);

}  // namespace tocsin::entry
