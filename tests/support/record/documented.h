// The worked examples of docs/formats: the block that starts with "```hex NAME" in one of the
// documents, without what follows a "#" on each line.
#pragma once

#include <string>

#include "core/base/bytes.h"

namespace tocsin::record {

// Empty where there is no such example.
Bytes documented(const std::string& document, const std::string& name);

}  // namespace tocsin::record
