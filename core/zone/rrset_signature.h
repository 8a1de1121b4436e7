// Whether one signature that somebody gave with an RRset is good by the keys of a zone that was
// verified before (RFC 4035 section 5.3).
#pragma once

#include <string_view>

#include "core/base/time.h"
#include "core/zone/signature_memo.h"
#include "core/zone/zone_index.h"

namespace tocsin::zone {

// In the order in which they are looked for.
enum class SignatureVerdict : std::uint8_t {
  good,
  malformed,      // the data is no RRSIG
  other_type,     // it covers another type
  other_signer,   // signed by somebody else than the root
  wildcard,       // its count of labels is not the owner's: the root zone has no wildcards
  not_yet_valid,  // of these two only where the signature is good but for the time
  expired,
  no_key,  // of that tag and algorithm, which may sign this
  bogus,   // the mathematics fails
};
std::string_view name_of(SignatureVerdict verdict);

// `rrsig` is the data of an RRSIG record. Canonical order and form are made here, so that the order
// and the case in which a server gave the records do not matter.
SignatureVerdict check_signature(
    const Rrset& rrset, ByteView rrsig, const ZoneIndex& zone, WallTime at, SignatureMemo& memo);

}  // namespace tocsin::zone
