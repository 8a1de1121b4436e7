// Any bytes: an entry in its one form, or a fault.
#include "core/entry/entry.h"

#include "core/base/check.h"
#include "core/entry/object.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto read = entry::decode(bytes);
  if (!read) return 0;
  check(equal(entry::encode(*read), bytes), "an entry has one form");
  const auto reference = entry::decode_object_reference(read->body);
  check(!reference || equal(entry::encode(*reference), read->body), "a reference has one form");
  return 0;
}
