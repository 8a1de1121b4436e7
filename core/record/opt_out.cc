#include "core/record/opt_out.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/record/limits.h"
#include "core/record/statement_layout.h"

namespace tocsin::record {
namespace {

bool ascends(const std::vector<plan::Address>& addresses) {
  return std::ranges::adjacent_find(addresses, std::ranges::greater_equal{}) == addresses.end();
}

constexpr auto layout = [](auto& map, auto& opt_out) {
  map(opt_out.name_of_operator, network_name_bytes_max);
  map(opt_out.key);
  map.list(opt_out.addresses, opt_out_addresses_max);
  map(opt_out.queries_per_second);
  map(opt_out.from);
  map(opt_out.until);
  map.require(!opt_out.addresses.empty() && ascends(opt_out.addresses));
  map.require(opt_out.from < opt_out.until);
};

}  // namespace

Bytes sign(const OptOut& opt_out, const crypto::SigningKey& operator_key) {
  check(opt_out.key == operator_key.public_key(), "an opt-out names the key that signs it");
  return sign_statement(operator_key, opt_out_content_type, encode_map(opt_out, layout));
}

Result<OptOut, StatementFault> open_opt_out(ByteView bytes) {
  return open_by_own_key<OptOut>(bytes, opt_out_content_type, layout);
}

}  // namespace tocsin::record
