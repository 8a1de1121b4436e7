// Any bytes: an item of our subset or a fault; and what one reader accepts, the other does too.
#include "core/base/check.h"
#include "core/cbor/item.h"
#include "core/cbor/sign1.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto checked = cbor::check_item(bytes);
  check(checked || checked.error().offset <= size, "a fault lies in the bytes");
  const auto sign1 = cbor::decode_sign1(bytes, size);
  if (!sign1) return 0;
  check(checked.has_value(), "what is a COSE_Sign1 is an item of our subset");
  check(sign1->content_type.size() <= cbor::content_type_max, "a content type is short");
  return 0;
}
