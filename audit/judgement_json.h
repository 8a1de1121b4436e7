// The verdict on a reply for programs: one JSON object on one line.
#pragma once

#include <iosfwd>

#include "audit/reply_judge.h"

namespace tocsin::audit {

void print_json(std::ostream& out, const ReplyVerdict& verdict);

}  // namespace tocsin::audit
