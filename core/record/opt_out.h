// An operator's word on how much of our measuring its name servers take: nothing, or so many
// queries a second of all probes together, from then until then. Signed with the operator's key,
// which the collector's operators have checked by hand; in the log for all to see
// (docs/formats/opt-out.md). It only ever lowers what probes ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/plan/target.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

inline constexpr std::string_view opt_out_content_type = "application/tocsin-opt-out+cbor";

struct OptOut {
  std::string name_of_operator;          // for people
  crypto::PublicKey key{};               // the operator's, by which the statement is signed
  std::vector<plan::Address> addresses;  // ascending, each once, at least one
  std::uint32_t queries_per_second = 0;  // of all probes together, at each address; 0: none
  WallTime from;
  WallTime until;  // not included

  bool covers(WallTime time) const { return from <= time && time < until; }
  bool operator==(const OptOut&) const = default;
};

// The key in it is that of `operator_key`.
Bytes sign(const OptOut& opt_out, const crypto::SigningKey& operator_key);
// Verified with the key that is in it: whether it is the operator's is for the reader to know.
Result<OptOut, StatementFault> open_opt_out(ByteView bytes);

}  // namespace tocsin::record
