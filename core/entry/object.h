// What an entry says of an object too large to be one: SHA-256 and size (docs/formats/entry.md).
#pragma once

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::entry {

struct ObjectReference {
  Digest digest{};
  std::uint64_t bytes = 0;  // how many

  bool operator==(const ObjectReference&) const = default;
};

Bytes encode(const ObjectReference& reference);
Result<ObjectReference, cbor::DecodeError> decode_object_reference(ByteView bytes);

ObjectReference refer_to(ByteView object);

}  // namespace tocsin::entry
