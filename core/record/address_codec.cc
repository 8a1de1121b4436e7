#include "core/record/address_codec.h"

#include <algorithm>

namespace tocsin::record {
namespace {

constexpr std::size_t v4_bytes = 4;
constexpr std::size_t v6_bytes = 16;

}  // namespace

ByteView bytes_of(const plan::Address& address) {
  return ByteView(address.bytes).first(address.family == plan::Family::v4 ? v4_bytes : v6_bytes);
}

std::optional<plan::Address> address_of(ByteView bytes) {
  if (bytes.size() != v4_bytes && bytes.size() != v6_bytes) return std::nullopt;
  plan::Address address;
  address.family = bytes.size() == v4_bytes ? plan::Family::v4 : plan::Family::v6;
  std::ranges::copy(bytes, address.bytes.begin());
  return address;
}

plan::Address take_address(cbor::Decoder& in) {
  const auto address = address_of(in.take_bytes(v6_bytes));
  if (!address) in.refuse(cbor::Fault::out_of_range);
  return address.value_or(plan::Address{});
}

}  // namespace tocsin::record
