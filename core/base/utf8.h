// Whether bytes are UTF-8 (RFC 3629): shortest forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include "core/base/bytes.h"

namespace tocsin {

bool is_utf8(ByteView bytes);

}  // namespace tocsin
