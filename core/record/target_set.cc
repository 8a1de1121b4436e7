#include "core/record/target_set.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using plan::Endpoint;

bool ascends(const std::vector<Endpoint>& endpoints) {
  return std::ranges::adjacent_find(endpoints, std::ranges::greater_equal{}) == endpoints.end();
}

constexpr auto layout = [](auto& map, auto& targets) {
  map.rows(targets.endpoints, endpoints_max, [](auto& row, auto& endpoint) {
    row(endpoint.zone, name_bytes_max);
    row(endpoint.server, name_bytes_max);
    row(endpoint.address);
  });
  map.require(ascends(targets.endpoints));
};

}  // namespace

Bytes encode_target_set(const plan::TargetSet& targets) {
  check(ascends(targets.endpoints), "a target set is sorted and without duplicates");
  return encode_map(targets, layout);
}

Result<plan::TargetSet, cbor::DecodeError> decode_target_set(ByteView bytes) {
  return decode_map<plan::TargetSet>(bytes, layout);
}

Digest target_set_digest(const plan::TargetSet& targets) {
  return crypto::sha256(encode_target_set(targets));
}

}  // namespace tocsin::record
