// A bundle's audit as one JSON object: `holds`, `ladder`, and `concluded`, a claim as
// docs/formats/bundle.md has it, or null.
#pragma once

#include <iosfwd>

#include "audit/bundle_audit.h"

namespace tocsin::audit {

void print_json(std::ostream& out, const BundleAudit& audit);

}  // namespace tocsin::audit
