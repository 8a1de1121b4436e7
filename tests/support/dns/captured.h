// Replies that real name servers gave to tests/fuzz/capture_dns_replies.py, by file name:
// captured("nsd_root_soa_nsid"). They serve as vectors and as the fuzz target's first corpus.
#pragma once

#include <map>
#include <string>

#include "core/base/bytes.h"

namespace tocsin::test {

Bytes captured(const std::string& name);
std::map<std::string, Bytes> all_captured();

}  // namespace tocsin::test
