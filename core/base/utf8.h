// Whether bytes are UTF-8 (RFC 3629): shortest forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <string_view>

#include "core/base/bytes.h"

namespace tocsin {

bool is_utf8(ByteView bytes);

// Whether this is a line of text that may be shown to people: UTF-8, not empty, and without control
// characters (those of C0, DEL and C1), which could end the line or speak to a terminal.
bool is_line(std::string_view text);

}  // namespace tocsin
