#include "core/record/target_set.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/record/address_codec.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using plan::Endpoint;

constexpr std::uint64_t key_endpoints = 1;

bool ascends(const std::vector<Endpoint>& endpoints) {
  return std::ranges::adjacent_find(endpoints, std::ranges::greater_equal{}) == endpoints.end();
}

Endpoint take_endpoint(cbor::Decoder& in) {
  Endpoint endpoint;
  in.enter_array_of(3);
  endpoint.zone = in.take_text(name_bytes_max);
  endpoint.server = in.take_text(name_bytes_max);
  endpoint.address = take_address(in);
  in.leave();
  return endpoint;
}

}  // namespace

Bytes encode_target_set(const plan::TargetSet& targets) {
  check(ascends(targets.endpoints), "a target set is sorted and without duplicates");
  cbor::Encoder out;
  out.map(2);
  put_version(out);
  out.uint(key_endpoints).array(targets.endpoints.size());
  for (const auto& endpoint : targets.endpoints) {
    out.array(3).text(endpoint.zone).text(endpoint.server).bytes(bytes_of(endpoint.address));
  }
  return std::move(out).finish();
}

Result<plan::TargetSet, cbor::DecodeError> decode_target_set(ByteView bytes) {
  plan::TargetSet targets;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key_endpoints);
  targets.endpoints.resize(in.enter_array(endpoints_max));
  for (auto& endpoint : targets.endpoints) endpoint = take_endpoint(in);
  in.leave();
  if (!in.failed() && !ascends(targets.endpoints)) in.refuse(cbor::Fault::unacceptable);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return targets;
}

Digest target_set_digest(const plan::TargetSet& targets) {
  return crypto::sha256(encode_target_set(targets));
}

}  // namespace tocsin::record
