// libcbor reads what we write and writes what we read. It is a peer and not a part: it refuses
// tag 18.
#include <cbor.h>
#include <gtest/gtest.h>

#include <memory>

#include "core/base/hex.h"
#include "core/cbor/encoder.h"
#include "tests/unit/core/cbor/vectors.h"

namespace tocsin::cbor {
namespace {

struct Release {
  void operator()(cbor_item_t* item) const { cbor_decref(&item); }
};
using Item = std::unique_ptr<cbor_item_t, Release>;

Bytes through_libcbor(ByteView bytes) {
  cbor_load_result result{};
  const Item item(cbor_load(bytes.data(), bytes.size(), &result));
  if (!item || result.read != bytes.size()) return {};
  Bytes out(bytes.size() + 64);
  out.resize(cbor_serialize(item.get(), out.data(), out.size()));
  return out;
}

TEST(Libcbor, ReadsOurNestedItemsAndWritesTheSameBytes) {
  Encoder out;
  out.map(4).uint(0).integer(-70000).uint(1).bytes(as_bytes("bytes")).uint(300).array(3);
  out.text("t\u00fcxt").boolean(false).null().text("last").uint(1ULL << 40);
  const auto bytes = std::move(out).finish();
  EXPECT_EQ(to_hex(through_libcbor(bytes)), to_hex(bytes));
}

TEST(Libcbor, AgreesOnWhatOfAppendixAWeAccept) {
  for (const auto& vector : in_subset) {
    const bool tagged = vector.hex[0] == 'c' || vector.hex[0] == 'd';
    if (tagged) continue;
    EXPECT_EQ(to_hex(through_libcbor(from_hex(vector.hex).value())), vector.hex);
  }
}

}  // namespace
}  // namespace tocsin::cbor
