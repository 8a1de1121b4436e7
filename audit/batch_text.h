// An audit of a batch for people.
#pragma once

#include <iosfwd>

#include "audit/batch_audit.h"

namespace tocsin::audit {

void print_text(std::ostream& out, const BatchAudit& audit);

}  // namespace tocsin::audit
