// An audit of a batch for programs: one JSON object on one line, with every measurement where the
// payload could be opened.
#pragma once

#include <iosfwd>

#include "audit/batch_audit.h"

namespace tocsin::audit {

void print_json(std::ostream& out, const BatchAudit& audit);

}  // namespace tocsin::audit
