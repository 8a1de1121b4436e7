// The root's name servers and their addresses: from the text of a hints file, as IANA publishes it
// (https://www.internic.net/domain/named.root), or as compiled in.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/plan/target.h"

namespace tocsin::plan {

// The 13 letters in both families, as published on 2024-04-18. An old list still reaches the root:
// where its letters are now, a probe learns from them (probes/checks/priming.h).
TargetSet compiled_root_targets();

// Master-file lines (RFC 1035 section 5.1) of NS at "." and A and AAAA of these names; comments and
// blank lines are skipped. Refused with the line's number: other types, other names than
// [a-m].root-servers.net., an address that is none, a name server without an address.
Result<TargetSet> root_targets_from(std::string_view hints);

}  // namespace tocsin::plan
