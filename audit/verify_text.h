// A bundle's audit for people.
#pragma once

#include <iosfwd>

#include "audit/bundle_audit.h"

namespace tocsin::audit {

void print_text(std::ostream& out, const BundleAudit& audit);

}  // namespace tocsin::audit
